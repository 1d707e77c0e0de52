"""The rules by which lines are left out of a report: the one list of their names, reasons and examples. Pure.

How each rule finds its lines is the matter of archive.importing.cleaning. Cleaning, quarantine, the pages and the tests
take everything else about a rule from here.
"""

from dataclasses import dataclass

from archive.importing.records import TextLine


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to leave a line out.

    name: the name that removals have stored.
    reason: a phrase for readers, which is translated where it is shown.
    example: the lines of an input; the rule leaves out the line with the number *removes*.
    doubtful: a person should look at every line that the rule leaves out.
    advertising: the lines are advertising; a page that has hardly anything else is spoiled.
    """

    name: str
    reason: str
    example: tuple[TextLine, ...]
    removes: int = 1
    doubtful: bool = False
    advertising: bool = False


def _(message: str) -> str:
    """Mark *message* for the catalogs of translations."""
    return message


def _lines(*texts: str) -> tuple[TextLine, ...]:
    return tuple(TextLine(number, text) for number, text in enumerate(texts, start=1))


ADVERT = "在线赌场注册送彩金 百家乐官网 六合彩开奖直播 代开发票加微信"

# --- rules for lines by themselves -----------------------------------------------------------------

# These sentences were planted, or the page folds them away until a reader asks for them.
HIDDEN_TEXT = Rule(
    "hidden-text",
    _("sentences hidden from readers"),
    (TextLine(1, "示例：各委员工作室按月公布议题。", hidden=True),),
    doubtful=True,
)
HIDDEN = Rule("hidden", _("hidden from readers"), (TextLine(1, "在线赌场", hidden=True),))
BREADCRUMB = Rule("breadcrumb", _("the way to the page"), _lines("首頁>政協·協商>協商 協商"))
SHARE = Rule("share", _("share buttons"), _lines("分享到: 微信 微博"))
MORE = Rule("more", _("a link to a list"), _lines("更多>>"))
PAGE_TOOL = Rule("page-tool", _("buttons of the page"), _lines("【字号 大 中 小】"))
PAGER = Rule("pager", _("the way to other pages"), _lines("第1页 共3页"))
COUNTER = Rule("counter", _("how often the page was read"), _lines("浏览次数：128次"))
SCAN_CODE = Rule("scan-code", _("the words under a scan code"), _lines("扫一扫在手机打开当前页"))
NOTICE = Rule("notice", _("what the site says of itself"), _lines("版权所有 示例网 ICP备00000000号"))
LINKS = Rule("links", _("a list of links"), (TextLine(1, "另一篇示例报道的标题", linked=1.0),))

# --- rules for lines among others ------------------------------------------------------------------

OUTSIDE = Rule(
    "outside",
    _("outside the block that holds the report"),
    (TextLine(1, "时政要闻", main=False), TextLine(2, "示例标题"), TextLine(3, "正文在此。")),
)
SPAM = Rule(
    "spam",
    _("advertising planted in the page"),
    _lines("示例标题", "正文在此，说的是别的事情。", ADVERT),
    removes=3,
    advertising=True,
)
MAYBE_SPAM = Rule(
    "maybe-spam",
    _("perhaps advertising"),
    _lines("示例标题", "正文在此，说的是别的事情。", "百家乐六合彩"),
    removes=3,
    doubtful=True,
    advertising=True,
)
BAIT = Rule(
    "bait", _("calls on readers to comment or to follow"), _lines("示例标题", "正文在此。", "沙发！"), removes=3
)
RELATED_LIST = Rule(
    "related-list",
    _("other reports, listed below"),
    _lines("示例标题", "正文在此。", "更多", "另一篇示例报道的标题"),
    removes=4,
)
REPEATED = Rule(
    "repeated",
    _("printed a second time"),
    _lines("示例省工作报告", "在会议上", "示例省工作报告", "正文在此。"),
    removes=3,
)

# --- the rule for pages that are nearly all advertising --------------------------------------------

SPOILED_PAGE = Rule(
    "spoiled-page",
    _("what is left of a page of advertising"),
    _lines(*[ADVERT] * 5, "示例：某网页的标题"),
    removes=6,
    doubtful=True,
)

RULES = (
    HIDDEN_TEXT, HIDDEN, BREADCRUMB, SHARE, MORE, PAGE_TOOL, PAGER, COUNTER, SCAN_CODE, NOTICE, LINKS, OUTSIDE, SPAM,
    MAYBE_SPAM, BAIT, RELATED_LIST, REPEATED, SPOILED_PAGE,
)  # fmt: skip
BY_NAME = {rule.name: rule for rule in RULES}
