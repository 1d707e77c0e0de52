"""Whether two titles may stand above one report: a column before, a remark behind, a headline rewritten. Pure.

Titles of formulaic siblings, such as the decisions of two committees, share their words and differ in a name, a number
or what kind of document it is.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from archive.chinese.folding import fold
from archive.comparing.differences import Alignment, Difference
from archive.comparing.figures import contradict, numbers, same_number
from archive.comparing.letters import letters
from archive.comparing.wording import only_reworded, same_words

Kinship = Literal["same", "unsure", "other"]

FRAME = 0.5  # share of letters from which two titles are variants of one form of words
SUPPORT = 0.5  # share of a headline's letters that must occur, two or more in a row, in the other's text
REPLACED_SUPPORT = 0.6  # the same for words in the place of others
SLOT = 6  # letters of a name or a topic that a form of words leaves open
SHORT = 3  # letters below which words occur in any text
VERBATIM = 4  # letters up to which words must occur as they are
SUBTITLE = 6  # letters of a part of a title that another headline may do without

PLACE = "省市县区州盟旗镇乡村"
NAME = re.compile(rf"[{PLACE}]|街道|政协|人大|政府|委员会|党组|[^布格大全]局|[^大]厅|[^全]部|院|处|所|站|队|校|公司|组")
KINDS = [
    "条例",
    "细则",
    "规则",
    "规程",
    "规定",
    "办法",
    "章程",
    "准则",
    "标准",
    "决定",
    "决议",
    "通知",
    "通报",
    "通告",
    "公告",
    "公报",
    "意见",
    "报告",
    "总结",
    "方案",
    "计划",
    "要点",
    "编制表",
    "名额表",
    "等级表",
    "列等表",
    "名单",
    "名册",
    "简报",
    "讲话",
    "致辞",
    "说明",
    "解读",
    "释义",
    "答复",
    "批复",
    "复函",
    "唁电",
    "贺信",
    "讣告",
    "倡议书",
    "提案",
    "法",
    "表",
]
KIND = re.compile(rf"({'|'.join(sorted(KINDS, key=len, reverse=True))})$")
# What a remark may say of a document that makes it another one.
VERSION = re.compile(
    r"草案|试行|暂行|修订|修正|修改|征求意见|送审|讨论|废止|废除|停止适用|续|^[上中下]$|补充|临时|实施|施行"
)
BRACKETED = re.compile(r"^(?:【([^】]{1,12})】|\[([^\]]{1,12})\]|〔([^〕]{1,12})〕)|[(（]([^（）()]{1,10})[)）]$")
DATELINE = re.compile(
    r"^(?:原标题:|来源:)?\s*[\w·]{2,12}?\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:电|讯|消息|报道)\s*(?:\([^()]{1,24}\))?[\s,:]*(?=.{6})"
)
COLUMN = re.compile(r"^([^:|丨/]{1,6})\s*[:|丨/]\s*(?=.{4})")


@dataclass(frozen=True, slots=True)
class Headline:
    """A title with the letters of its report's text, by which another title of the same report is recognized."""

    title: str
    text: str


def kinship(one: Headline, other: Headline) -> Kinship:
    """Whether two titles are one report's: the same, those of other reports, or unsure."""
    ours, theirs = letters(_undecorated(one.title)), letters(_undecorated(other.title))
    if same_words(ours, theirs) or same_words(letters(one.title), letters(other.title)):
        return "same"
    if _is_another_kind(ours, theirs):
        return "other"
    found = list(Alignment(ours, theirs))
    if _have_one_form(ours, theirs):
        kins = {_of_difference(difference, one, other) for difference in found}
    else:
        kins = {
            _of_headline("".join(difference.one for difference in found), other.text),
            _of_headline("".join(difference.other for difference in found), one.text),
        }
    return next(kin for kin in ("other", "unsure", "same") if kin in kins or kin == "same")


def _have_one_form(ours: str, theirs: str) -> bool:
    """Whether two titles are variants of one form of words, or one contains the other."""
    shorter, longer = sorted((ours, theirs), key=len)
    return shorter in longer or SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= FRAME


def _undecorated(title: str) -> str:
    """A folded title without a column before it or a remark behind it: 关注:…, 【要闻】…, …(图)."""
    plain = DATELINE.sub("", fold(title).strip())
    for pattern in (BRACKETED, COLUMN, BRACKETED):
        match = pattern.search(plain)
        if match and _is_decoration(next(filter(None, match.groups()))):
            plain = (plain[: match.start()] + plain[match.end() :]).strip()
    return plain.removeprefix("关于")


def _is_decoration(words: str) -> bool:
    """Whether words around a title say nothing of what the report is: no number, name, kind or version."""
    plain = letters(words)
    told = numbers(plain) or re.search(r"\d|[一二三四五六七八九十]", plain)
    return not (told or NAME.search(plain) or VERSION.search(plain) or plain in KINDS)


def _is_another_kind(ours: str, theirs: str) -> bool:
    """Whether one is, say, a report and the other a decision: both say so at their ends."""
    one, other = KIND.search(ours), KIND.search(theirs)
    return bool(one and other and one[0] != other[0])


def _of_difference(difference: Difference, one: Headline, other: Headline) -> Kinship:
    if contradict(difference):
        return "other"
    if same_number(difference) or only_reworded(difference):
        return "same"
    if difference.replaced:
        return _of_replaced(difference, one.text, other.text)
    return _of_addition(difference, other.text if difference.one else one.text)


def _of_replaced(difference: Difference, our_text: str, their_text: str) -> Kinship:
    """For words in the place of others: in siblings a short slot of the form, in a rewritten headline what both say."""
    supported = [
        _is_spoken_of(difference.one, difference, their_text),
        _is_spoken_of(difference.other, difference, our_text),
    ]
    if max(len(difference.one), len(difference.other)) <= SLOT:
        return "unsure" if all(supported) else "other"
    return "same" if all(supported) else "unsure" if any(supported) else "other"


def _is_spoken_of(words: str, difference: Difference, text: str) -> bool:
    """Whether *text* has the words that one title puts for the other's; short ones with a letter around them."""
    if len(words) < SHORT:
        return f"{difference.before[-1:]}{words}{difference.behind[:1]}" in text
    return words in text if len(words) <= SLOT else _coverage(words, text) >= REPLACED_SUPPORT


def _of_addition(difference: Difference, text: str) -> Kinship:
    """For words of one title that the other does without; *text* is the other's."""
    words = difference.one or difference.other
    if VERSION.search(words):
        return "other"
    if not KIND.sub("", words).strip("的"):
        return "same"
    if _is_spoken_of(words, difference, text) if len(words) < SHORT else _supported(words, text):
        return "same"
    if difference.start and difference.left:
        return "other"
    kin = _of_headline(words, text)
    return "same" if kin == "unsure" and len(words) >= SUBTITLE and _knows_numbers(words, text) else kin


def _of_headline(words: str, text: str) -> Kinship:
    """For what one of two unlike titles has of its own; *text* is the other's."""
    if not _knows_numbers(words, text):
        return "unsure"
    if not words or _supported(words, text):
        return "same"
    return "other" if NAME.search(words) else "unsure"


def _knows_numbers(words: str, text: str) -> bool:
    return set(numbers(words)) <= set(numbers(text))


def _supported(words: str, text: str) -> bool:
    """Whether a headline's words speak of what *text* says."""
    return words in text if len(words) <= VERBATIM else _coverage(words, text) >= SUPPORT


def _coverage(words: str, text: str) -> float:
    """The share of the letters of *words* that *text* has, with a neighbour."""
    pairs = [words[at : at + 2] in text for at in range(len(words) - 1)]
    return sum(left or right for left, right in zip([False, *pairs], [*pairs, False], strict=True)) / len(words)
