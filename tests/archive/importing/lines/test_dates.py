"""Dates as reports print them."""

from datetime import datetime

import pytest

from archive.importing.lines.dates import SHANGHAI, first_date


@pytest.mark.parametrize(
    ("text", "moment", "precision"),
    [
        ("2019年11月22日 16:16", (2019, 11, 22, 16, 16), "minute"),
        ("2009年11月09日00:00", (2009, 11, 9), "minute"),
        ("2019-12-10 07:57:40", (2019, 12, 10, 7, 57), "minute"),
        ("2018/06/07", (2018, 6, 7), "day"),
        ("2018.6.7", (2018, 6, 7), "day"),
        ("２０２３年１０月１９日", (2023, 10, 19), "day"),
        ("20160122", (2016, 1, 22), "day"),
        ("2019年11月", (2019, 11, 1), "month"),
        ("2019-11", (2019, 11, 1), "month"),
        ("2019年", (2019, 1, 1), "year"),
        ("二〇一九年十一月二十二日", (2019, 11, 22), "day"),
        ("二零一六年", (2016, 1, 1), "year"),
        ("二O一九年十月卅一日", (2019, 10, 31), "day"),
        ("二0一九年十月廿二日", (2019, 10, 22), "day"),
        ("2019 年 11 月 22 日 星期五 16:16", (2019, 11, 22, 16, 16), "minute"),
        ("2019年11月22日 下午4:16", (2019, 11, 22, 16, 16), "minute"),
        ("2019年11月22日 上午9时05分", (2019, 11, 22, 9, 5), "minute"),
        ("民國108/03/05", (2019, 3, 5), "day"),
        ("民國108年3月5日", (2019, 3, 5), "day"),
        ("中華民國一百零八年三月", (2019, 3, 1), "month"),
        ("2019-11-22T08:16:00Z", (2019, 11, 22, 16, 16), "minute"),
        ("2019-11-22T16:16:00+08:00", (2019, 11, 22, 16, 16), "minute"),
    ],
)
def test_moment_and_precision(text, moment, precision):
    dated = first_date(text)

    assert (dated.moment, dated.precision) == (datetime(*moment, tzinfo=SHANGHAI), precision)


@pytest.mark.parametrize("text", ["", "昨天", "2019年13月45日", "12月5日", "第20190号", "1.5小时"])
def test_no_date(text):
    assert first_date(text) is None or first_date(text).precision == "year"


def test_the_first_of_two_dates_is_taken():
    dated = first_date("时间：2019-09-18 06:23，活动9月16日")

    assert (dated.start, dated.end) == (3, 19)
