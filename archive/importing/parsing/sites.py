"""Metadata extraction from a page's address (the day) and notices (the site), for pages that print neither. Pure."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from archive.chinese.folding import fold

# /2019/1122/c123.html, /2019-11/22/content_1.htm, /201911/t20191122_1.html, /k2/1-20191122.htm, /20191122161600.html
DAY_IN_PATH = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/_]?(?P<month>0[1-9]|1[0-2])[-/_]?(?P<day>0[1-9]|[12]\d|3[01])(?:\d{6})?(?!\d)"
)

YEARS = r"(?:(?:19|20)\d\d(?:\s*[-–—~至]\s*(?:(?:19|20)\d\d|present))?年?)?"
SITE = r"(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+|[\w·]{2,30}?(?:网站?|报社?|通讯社|电视台|政协|委员会|政府|频道))"
OWNED = re.compile(
    rf"(?:版权所有|copyright|©|\(c\))(?:\s|版权所有|copyright|©|\(c\)|归|by|[:,])*{YEARS}[\s,]*(?:by\s+)?(?P<site>{SITE})(?![\w])"
    rf"|(?<![\w])(?P<owner>{SITE})\s*版权所有"
)


def day_in_address(url: str) -> str:
    """Return the day in the path of an address as 2019-11-22; "" if there is none."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    match = DAY_IN_PATH.search(path)
    return f"{match['year']}-{match['month']}-{match['day']}" if match else ""


def owner(notices: Iterable[str]) -> str:
    """Return the site that the first notice of ownership names: © 2019 某某网; "" if there is none."""
    for notice in notices:
        if match := OWNED.search(fold(notice)):
            return notice[slice(*match.span("site" if match["site"] else "owner"))]
    return ""
