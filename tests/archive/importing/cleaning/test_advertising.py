"""Advertisements are known by their density; reports on crime are not advertisements."""

import pytest

from archive.importing.cleaning.advertising import judge


@pytest.mark.parametrize(
    "line",
    [
        "代开发票加微信,在线赌场注册送彩金,六合彩开奖直播,网赚刷单日结,彩票计划群",
        "少妇人妻无码在线观看,亚洲精品一区二区免费看",
        "時時彩投注平台 百家樂官網 老虎機開戶送彩金",
        "急用钱找我 无抵押贷款 当天放款 微信同号 13800000000",
        "Online casino slots best bonus free spins poker betting",
        "彩票开奖结果查询",
    ],
)
def test_spam(line):
    assert judge([line], on_crime=False) == ["spam"]


@pytest.mark.parametrize(
    "line",
    [
        "全区禁毒工作会议召开，部署打击制毒贩毒",
        "公安机关开展扫黄打非专项行动，查处网络赌博、百家乐、六合彩等案件42起",
        "整治代开发票、办证刻章、贷款套现等违法小广告",
        "打击六合彩赌博",
        "彩票公益金使用情况",
        "委员视察国产电影精品创作",
        "小微企业贷款余额增长12.5%，办理时间缩短，利息低于上年",
        "A free online game of the best students",
        "群众借款办理征信查询",
        "",
    ],
)
def test_reports_are_not_spam(line):
    assert judge([line], on_crime=False) == [""]
