"""Metadata extraction: the organization that issued a report, from its title, signature and last parenthesis. Pure."""

import re
from collections.abc import Sequence
from itertools import pairwise

from archive.chinese.folding import fold
from archive.chinese.marks import ONE_TO_TEN
from archive.importing.lines.dates import first_date

NAME = r"[^()（）。,，、:：;；!！?？\s《》“”\"]"
BUREAU = "(?<![格布大全结当])局"  # not 新格局, 布局, 大局
COMMITTEE = f"政协|委员会|办公[厅室]|人民政府|{BUREAU}"
SIGNING = f"{COMMITTEE}|常委会|研究室|党组|党委|[县区市省]委|厅|街道|办事处|联合会|协会"
ORGANIZATION = re.compile(rf"{NAME}{{2,40}}(?:{COMMITTEE})")
IN_PARENTHESES = re.compile(rf"[(（]\s*(?P<name>{NAME}{{2,40}}(?:{SIGNING}))\s*[)）]$")
# 某某办公厅关于…的意见; 政协某某委员会常务委员会工作报告; 某某政协2019年工作总结.
AT_THE_TITLE = re.compile(rf"(?P<name>{NAME}{{2,40}}?(?:{COMMITTEE}))(?=(?:常务委员会)?(?:关于|工作|\d{{4}}年))")
TERM = re.compile(f"第[{ONE_TO_TEN}]+[届屆]")  # 政协某某市第五届委员会
LAST_LINES = 4  # that may hold the signature


def is_organization(text: str) -> bool:
    """Return whether the line is nothing but an organization's name."""
    return ORGANIZATION.fullmatch(fold(text.strip())) is not None


def issuer_in_parentheses(paragraph: str) -> tuple[str, str]:
    """Return the paragraph without a parenthesis at its end that names an organization, and that name or ""."""
    match = IN_PARENTHESES.search(fold(paragraph))
    if not match:
        return paragraph, ""
    return paragraph[: match.start()].rstrip(), paragraph[slice(*match.span("name"))]


def signature(paragraphs: Sequence[str]) -> str:
    """Return the organization that signs a report in a line of its own above the last date; "" if none does."""
    last = list(paragraphs[1:][-LAST_LINES:])
    for above, below in pairwise(last):
        dated = first_date(below)
        if is_organization(above) and dated and dated.start == 0:
            return above.strip()
    return ""


def organization_of_title(title: str) -> str:
    """Return the organization that the title begins with, if the title calls the report its own; else ""."""
    match = AT_THE_TITLE.match(fold(title))
    return TERM.sub("", title[slice(*match.span("name"))]) if match else ""
