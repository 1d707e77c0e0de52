"""Advertising that hacked pages carry: known by its density, never by a single word. Pure."""

import re

# Words that advertisements heap up, in folded form. A report on crime uses one or two of them in a sentence.
TELLING = """
    少妇 人妻 熟女 熟妇 无码 有码 久久 色播 色情 成av av 不打码 毛片 黄片 偷拍 裸聊 约炮 巨乳 丝袜 女优 番号
    麻豆 啪啪 无遮挡 做爰 a片 春药 援交 包夜 在线赌场 赌场 博彩 菠菜 百家乐 时时彩 六合彩 特码 快三 北京赛车
    老虎机 棋牌 捕鱼 娱乐城 投注 下注 押注 返水 首存 存送 注册送 送彩金 彩金 包赢 必中 威尼斯人 葡京 亚博 凯发
    代开发票 开发票 可验真伪 办证 刻章 刷单 网赚 套现 加微信 加群 加qq 精准群 私服 外挂 壮阳 丰胸 迷药 替考 代考
    代写 代发论文 刷钻
"""

# Words that count only beside telling ones: 国产, 精品, 电影 and 平台 stand in honest headings too.
ACCOMPANYING = """
    中文字幕 成人 不卡 影片 电影 大片 一区 二区 三区 在线观看 在线播放 免费观看 免费看 免费视频 高清 国产 精品
    欧美 日韩 亚洲 澳洲 日本 激情 自拍 一级 伦理 视频 视频在线 美女 制服 诱惑 上门服务 真人 视讯 电子游艺 彩票
    彩票计划 彩票平台 开奖 开奖直播 外围 开户 提现 代理加盟 计划群 精准计划 稳赚 澳门 金沙 皇冠 官网 平台
    app下载 下载app 官方网站 手机版 网址 登录 入口 资料大全 代开 发票 代办 假证 日结 兼职 贷款 无抵押 信用卡
    微信群 qq群 减肥 增高 窃听 枪支 包过 粉丝 引流 seo
"""
TELLING_WORDS = frozenset(TELLING.split())
WORDS = re.compile("|".join(sorted({*TELLING_WORDS, *ACCOMPANYING.split()}, key=len, reverse=True)))

# Who writes these is fighting it: 整治代开发票、办证刻章、贷款套现等违法小广告.
AGAINST = re.compile("打击|整治|查处|治理|违法|犯罪|严禁|禁止|防范|举报|取缔|反诈|监管|案件")
LETTERS = re.compile(r"[^\W_]")

LEAST_SHARE = 0.45  # of a line's letters inside these words: 0.6 and more in real spam, 0.1 and less in real reports
LEAST_WORDS = 3  # different ones; a heading such as 打击六合彩赌博 has fewer


def is_spam(folded: str) -> bool:
    """Whether the line (folded) is an advertisement: mostly made of words that only advertisements heap up."""
    words = WORDS.findall(folded)
    if len(set(words)) < LEAST_WORDS or not TELLING_WORDS.intersection(words) or AGAINST.search(folded):
        return False
    return sum(map(len, words)) >= LEAST_SHARE * len(LETTERS.findall(folded))
