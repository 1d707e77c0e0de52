"""Whether two titles may stand above one report: a column before, a remark behind, a headline rewritten. Pure.

Titles of formulaic siblings, such as the decisions of two committees, share their words and differ in a name, a number
or what kind of document it is.
"""

import re
from collections.abc import Iterable
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
REPLACED_SUPPORT = 0.6  # the same for words in the place of others in one form
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
FORMAL_END = re.compile(rf"(?:的?情况)?的?(?:{'|'.join(sorted(KINDS, key=len, reverse=True))})$|^工作$")
VERBS = re.compile(
    r"(?:召开|举行|举办|听取|研究|专题|审议|讨论|协商|部署|推进|开展|强调|主持|出席|率队|率团|带队|赴|到|在|参加|调研|考察|视察|走访|致|就|对|关于|组织|集体"
    r"|审议通过|通过|印发|发布|公布|启动|做好|力推|助推|助力|聚焦|围绕)+"
)
COMMITTEE = re.compile(rf"(?:中国)?(?:人民)?政(?:治协商会议|协)(\w{{2,10}}?[{PLACE}])(?:第.{{1,3}}届)?委员会")
PLACE_IN_A_WORD = re.compile("市[民场容]|县[城域]|区[域间]|省[级内]|村民|镇上")
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
    ours, theirs = _plain(one.title), _plain(other.title)
    if same_words(ours, theirs) or same_words(letters(one.title), letters(other.title)):
        return "same"
    if _is_another_kind(ours, theirs):
        return "other"
    differences = list(Alignment(ours, theirs))
    found = [difference for difference in differences if not _is_the_same(difference)]
    slots = []
    if _have_one_form(ours, theirs):
        if any(map(contradict, differences)):
            return "other"
        if len(found) <= 1 or not any(difference.replaced for difference in found):
            return _worst(_of_difference(difference, one, other) for difference in found)
        slots = [difference for difference in found if _is_within_the_form(difference)]
    words = [difference for difference in found if difference not in slots]
    return _worst(
        (
            *(_of_difference(difference, one, other) for difference in slots),
            _of_headline(ours, [(difference.at, difference.one) for difference in words], other.text),
            _of_headline(theirs, [(difference.other_at, difference.other) for difference in words], one.text),
        )
    )


def _is_within_the_form(difference: Difference) -> bool:
    """Whether words stand for about as many others, as the names of two bodies do, or are set into a title."""
    if not difference.replaced:
        return bool(difference.start and difference.left)
    ours, theirs = len(difference.one), len(difference.other)
    return max(ours, theirs) <= SLOT and abs(ours - theirs) <= 1


def _worst(kins: Iterable[Kinship]) -> Kinship:
    found = set(kins)
    return next(kin for kin in ("other", "unsure", "same") if kin in found or kin == "same")


def _is_the_same(difference: Difference) -> bool:
    verbs = VERBS.fullmatch(difference.one) and VERBS.fullmatch(difference.other)
    return bool(verbs or same_number(difference) or only_reworded(difference))


def _have_one_form(ours: str, theirs: str) -> bool:
    """Whether two titles are variants of one form of words, or one contains the other."""
    shorter, longer = sorted((ours, theirs), key=len)
    return shorter in longer or SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= FRAME


def _plain(title: str) -> str:
    """The letters of a title without a column and a remark, its body in short: 政协某某县委员会 is 某某县政协."""
    return COMMITTEE.sub(r"\1政协", letters(_undecorated(title)))


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


# --- titles of one form --------------------------------------------------------------------------


def _of_difference(difference: Difference, one: Headline, other: Headline) -> Kinship:
    """For the one place where two titles of a form differ, or for words that one has and the other lacks."""
    ours, theirs = (FORMAL_END.sub("", side) for side in (difference.one, difference.other))
    if not ours or not theirs:
        words = ours or theirs
        return _of_addition(words, difference, other.text if ours else one.text) if words else "same"
    return _of_replaced(difference, one.text, other.text)


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


def _of_addition(words: str, difference: Difference, text: str) -> Kinship:
    """For words of one title that the other does without; *text* is the other's."""
    if VERSION.search(words):
        return "other"
    if numbers(words) and _knows_numbers(words, text) and len(words) <= SHORT and "第" not in words:
        return "same"
    if _is_spoken_of(words, difference, text) if len(words) < SHORT else _supported(words, text):
        return "same"
    if difference.start and difference.left:
        return "other"
    kin = _of_headline(words, [(0, words)], text)
    return "same" if kin == "unsure" and len(words) >= SUBTITLE and _knows_numbers(words, text) else kin


# --- headlines of other words --------------------------------------------------------------------


def _of_headline(title: str, own: list[tuple[int, str]], text: str) -> Kinship:
    """For a title, of which the other has all but its *own* words, each with its place; *text* is the other's."""
    if not all(_knows_numbers(words, text) for _, words in own):
        return "unsure"
    known = _known(title, text)
    if any(NAME.search(run) for at, words in own for run in _unknown_runs(title, known, range(at, at + len(words)))):
        return "other"
    letters_of_its_own = [known[at] for start, words in own for at in range(start, start + len(words))]
    return "same" if sum(letters_of_its_own) >= SUPPORT * len(letters_of_its_own) else "unsure"


def _unknown_runs(title: str, known: list[bool], places: range) -> list[str]:
    """The runs of letters at *places* of a title that are not known, with the letter behind each."""
    runs: list[str] = []
    for at in places:
        if known[at]:
            continue
        if at == places.start or known[at - 1]:
            runs.append("")
        runs[-1] += title[at]
        if known[at + 1 : at + 2] == [True] and not PLACE_IN_A_WORD.match(title, at + 1):
            runs[-1] += title[at + 1]
    return runs


def _knows_numbers(words: str, text: str) -> bool:
    return set(numbers(words)) <= set(numbers(text))


def _supported(words: str, text: str) -> bool:
    """Whether a headline's words speak of what *text* says."""
    return words in text if len(words) <= VERBATIM else _coverage(words, text) >= SUPPORT


def _coverage(words: str, text: str) -> float:
    """The share of the letters of *words* that *text* has."""
    return sum(_known(words, text)) / len(words)


def _known(words: str, text: str) -> list[bool]:
    """For each letter of *words*, whether *text* has it together with a neighbour."""
    pairs = [words[at : at + 2] in text for at in range(len(words) - 1)]
    return [left or right for left, right in zip([False, *pairs], [*pairs, False], strict=True)]
