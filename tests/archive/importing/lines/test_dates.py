"""Dates as reports print them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.lines.dates import SHANGHAI, date_of_field, epoch_moment, first_date


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
        ("2019-11-22 16:16:40.123+08", (2019, 11, 22, 16, 16), "minute"),
        ("2019-11-22 20:16:40+00", (2019, 11, 23, 4, 16), "minute"),
        ("2019-11-22T08:16:00.123456789z", (2019, 11, 22, 16, 16), "minute"),
        ("2019-11-22T08:16-0500", (2019, 11, 22, 21, 16), "minute"),
        ("2019-11-22 08:16:00 -05:30", (2019, 11, 22, 21, 46), "minute"),
        ("2019-11-22 08:16 UTC", (2019, 11, 22, 16, 16), "minute"),
        ("2019-11-22 16:16:00 GMT+8", (2019, 11, 22, 16, 16), "minute"),
        ("2019-11-22 08:00-09:30", (2019, 11, 22, 8, 0), "minute"),
        ("2019-11-22T16:16:40", (2019, 11, 22, 16, 16), "minute"),
        ("2019-11-22 4:16:40 PM", (2019, 11, 22, 16, 16), "minute"),
        ("2019/11/22 12:16 am", (2019, 11, 22, 0, 16), "minute"),
        ("2019年11月22日 中午12:16", (2019, 11, 22, 12, 16), "minute"),
        ("2019年11月22日 凌晨12:16", (2019, 11, 22, 0, 16), "minute"),
        ("2019-11-22 24:00", (2019, 11, 22), "day"),
        ("2019-11-22T25:00:00Z", (2019, 11, 22), "day"),
        ("一九八○年五月六号", (1980, 5, 6), "day"),
        ("民國 76 年 5 月 6 日 下午3:05", (1987, 5, 6, 15, 5), "minute"),
        ("民國76年5月", (1987, 5, 1), "month"),
        ("民國76/5", (1987, 5, 1), "month"),
        ("民國元年", (1912, 1, 1), "year"),
        ("约1987年", (1987, 1, 1), "year"),
    ],
)
def test_moment_and_precision(text, moment, precision):
    dated = first_date(text)

    assert (dated.moment, dated.precision) == (datetime(*moment, tzinfo=SHANGHAI), precision)


@pytest.mark.parametrize(
    "text", ["", "昨天", "2019年13月45日", "12月5日", "第20190号", "1.5小时", "1980年代", "一九八〇年代"]
)
def test_no_date(text):
    assert first_date(text) is None or first_date(text).precision == "year"


def test_the_first_of_two_dates_is_taken():
    dated = first_date("时间：2019-09-18 06:23，活动9月16日")

    assert (dated.start, dated.end) == (3, 19)


@pytest.mark.parametrize(
    ("text", "moment", "precision"),
    [
        # a year
        *(
            (text, (1987, 1, 1), "year")
            for text in ("1987", "1987年", " 1987 ", "约1987年", "約 1987", "大约1987年左右")
        ),
        *(
            (text, (1987, 1, 1), "year")
            for text in ("1987年前后", "1987?", "[1987?]", "c. 1987", "circa 1987", "公元1987")
        ),
        *((text, (1987, 1, 1), "year") for text in ("民國76年", "民國76", "一九八七年", "1987-00-00", "5/6/1987")),
        # a month
        *((text, (1987, 5, 1), "month") for text in ("1987-05", "1987-5", "1987.05", "1987/5", "1987年5月", "198705")),
        *(
            (text, (1987, 5, 1), "month")
            for text in ("1987-05-00 00:00:00", "民國76年5月", "May 1987", "1987年5月上旬")
        ),
        # a day
        *((text, (1987, 5, 6), "day") for text in ("1987.5.6", "1987-05-06", "1987/5/6", "19870506", "1987—05—06")),
        *((text, (1987, 5, 6), "day") for text in ("6 May 1987", "May 6, 1987", "6th May 1987", "06.05.1987")),
        *((text, (1987, 5, 6), "day") for text in ("民國76.5.6", "1987年5月6号", "Wed, 06-May-87")),
        ("25/12/1987", (1987, 12, 25), "day"),
        ("12/25/1987", (1987, 12, 25), "day"),
        # a moment
        ("1697558400", (2023, 10, 18), "minute"),
        ("1697558400123", (2023, 10, 18), "minute"),
        ("1697558400.5", (2023, 10, 18), "minute"),
        ("/Date(1697558400000)/", (2023, 10, 18), "minute"),
        ("946684800", (2000, 1, 1, 8, 0), "minute"),
        ("-14182940", (1969, 7, 21, 4, 17), "minute"),
        *((text, (2023, 10, 18, 8, 0), "minute") for text in ("202310180800", "20231018080000", "20231018T000000Z")),
        *((f"Wed, 18 Oct 2023 {time}", (2023, 10, 18, 8, 0), "minute") for time in ("08:00:00 +0800", "00:00:00 GMT")),
        ("Wednesday, 18-Oct-23 00:00:00 GMT", (2023, 10, 18, 8, 0), "minute"),
        ("Tue, 17 Oct 2023 20:00:00 -0400", (2023, 10, 18, 8, 0), "minute"),
        ("Wed Oct 18 08:00:00 2023", (2023, 10, 18, 8, 0), "minute"),
        ("Wed Oct 18 08:00:00 CST 2023", (2023, 10, 18, 8, 0), "minute"),
        ("Wed Oct 18 2023 08:00:00 GMT+0800 (China Standard Time)", (2023, 10, 18, 8, 0), "minute"),
        ("October 18, 2023 8:00 PM", (2023, 10, 18, 20, 0), "minute"),
        ("2023-10-18 08:00:00.123+08", (2023, 10, 18, 8, 0), "minute"),
    ],
)
def test_a_field_that_holds_nothing_but_a_date(text, moment, precision):
    dated = date_of_field(text)

    assert (dated.moment, dated.precision) == (datetime(*moment, tzinfo=SHANGHAI), precision)


@pytest.mark.parametrize(
    "text", ["", "0", "12345", "9999", "0000-00-00", "1987-13", "20231345", "1980年代", "1987-1989", "Marchand 2023"]
)
def test_a_field_without_a_date(text):
    assert date_of_field(text) is None


@given(st.integers(10**9, 10**10 - 1))
def test_seconds_and_their_thousandths_are_one_moment(seconds):
    assert epoch_moment(str(seconds)) == epoch_moment(f"{seconds}123")


@given(st.text("0123456789年月日-/.: TZ+约民國octmay,", max_size=30))
def test_no_text_is_too_odd(text):
    dated = date_of_field(text)

    assert dated is None or dated.moment.tzinfo is SHANGHAI


@given(st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)), st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y%m%d"]))
def test_a_day_is_read_in_every_form(moment, form):
    dated = date_of_field(moment.strftime(form))

    assert (f"{dated.moment:%Y%m%d}", dated.precision) == (f"{moment:%Y%m%d}", "day")
