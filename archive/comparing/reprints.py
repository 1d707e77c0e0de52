"""Whether one text is a reprint of another: judged by what differs between them, not by what they share. Pure.

Reprinting changes script, punctuation, white space, headline words and by-lines; it cuts, and it adds boilerplate. It
changes no figure, no date, no ordinal, no name and no issuing body. Formulaic siblings, such as the decisions of two
committees or the reports of two years, share most of their words and differ in just these.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Literal
from zlib import crc32

from archive.chinese.conversion import converted
from archive.chinese.folding import fold
from archive.chinese.numerals import number

Verdict = Literal["reprint", "doubtful", "distinct"]

NOT_LETTER = re.compile(r"[\W_]+")

# --- titles ---
DECORATION = re.compile(r"^(?:【[^】]{1,12}】|\[[^\]]{1,12}\]|[^:：|丨]{1,6}[:：|丨])|[（(][^（）()]{1,8}[)）]$")
FRAME = 0.5  # share of letters from which two titles are variants of one form of words
SUPPORT = 0.6  # share of a rewritten title's bigrams that must occur in the other's text
SHORTEST_TITLE = 6  # letters of a title that may be a part of another

# --- texts ---
CHUNK_MASK = 7  # texts are cut where a hash of three letters ends in these bits: every eight letters on average
MOST_REFINED = 800  # letters of a difference that are aligned one by one
LARGEST_EDIT = 6  # letters replaced at one place by an editor
MOST_EDITS = 0.01  # share of the shorter text that an editor may replace
FREE_EDITS = 4  # letters that may be replaced in a text however short
OWN_WORDS = 60  # letters that both sides may have of their own: by-lines, boilerplate
OWN_SHARE = 0.03  # of the shorter text, beyond these
LEAST_COMMON = 0.85  # share of the shorter text that both must have
LONGEST_GAP = 45  # days between a report and its reprint
NUMERALS = "0-9〇零○一二三四五六七八九十百千万亿两"
NUMERAL = re.compile(rf"[{NUMERALS}]+(?:点[{NUMERALS}]+)?")
COUNTED = "次届条件人个项名年月日号位场篇份家所期章节款倍成元"  # what stands behind a single numeral that counts
NAMES = re.compile(
    r"[省市县区州盟旗镇乡村街路]|政协|委员会|主席|书记|主任|局|厅|部|院|公司|学校|医院|同志|先生|女士|组长|会长|代表"
)
BEFORE_A_NAME = re.compile(r"(?:主席|书记|主任|委员|局长|厅长|部长|院长|会长|代表|记者|同志|县|市|区|省|镇|乡|村)$")


@dataclass(frozen=True, slots=True)
class Edition:
    """A report as it is compared with another. text: its sections in order; white space and marks do not count."""

    title: str
    text: str
    organization: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Letters of one text in the place of letters of the other, with the common letters before and behind."""

    one: str
    other: str
    before: str
    behind: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on two editions, and why: a short name of what decided it."""

    verdict: Verdict
    reason: str = ""


def judge(one: Edition, other: Edition) -> Judgement:
    """Whether one of the editions is a reprint of the other.

    "doubtful" is for a person to decide: it may be a reprint, and nothing shows that it is not.
    """
    judgements = [_of_organizations(one, other), _of_titles(one, other)]
    if not any(judgement.verdict == "distinct" for judgement in judgements):
        judgements += [_of_texts(one, other), _of_dates(one, other)]
    for verdict in ("distinct", "doubtful"):
        for judgement in judgements:
            if judgement.verdict == verdict:
                return judgement
    return Judgement("reprint")


def _of_organizations(one: Edition, other: Edition) -> Judgement:
    ours, theirs = _body(one.organization), _body(other.organization)
    if not ours or not theirs or ours in theirs or theirs in ours:
        return Judgement("reprint")
    return Judgement("distinct", "organization")


def _body(name: str) -> str:
    """What tells an organization from its like: 政协某某市委员会 and 某某市政协 are one."""
    return re.sub("中国人民政治协商会议|政协|委员会", "", letters(name))


def _of_dates(one: Edition, other: Edition) -> Judgement:
    if one.published and other.published and abs((one.published - other.published).days) > LONGEST_GAP:
        return Judgement("doubtful", "dates")
    return Judgement("reprint")


# --- titles --------------------------------------------------------------------------------------


def _of_titles(one: Edition, other: Edition) -> Judgement:
    ours, theirs = _plain_title(one.title), _plain_title(other.title)
    shorter, longer = sorted((ours, theirs), key=len)
    found = list(differences(ours, theirs))
    if any(_numbers_differ(difference) for difference in found):
        return Judgement("distinct", "title")
    if shorter == longer or (len(shorter) >= SHORTEST_TITLE and shorter in longer):
        return Judgement("reprint")
    if SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= FRAME:
        replaced = [difference for difference in found if difference.one and difference.other]
        same_words = all(_same_in_one_script(difference) for difference in replaced)
        return Judgement("reprint") if same_words else Judgement("distinct", "title")
    supported = _supported(ours, letters(other.text)) and _supported(theirs, letters(one.text))
    return Judgement("reprint") if supported else Judgement("distinct", "title")


def _plain_title(title: str) -> str:
    """The letters of a title without a column before it or a remark behind it: 关注：…, 【要闻】…, …（图）."""
    return letters(DECORATION.sub("", title.strip())) or letters(title)


def _supported(title: str, text: str) -> bool:
    """Whether a headline speaks of what *text* says."""
    bigrams = {title[at : at + 2] for at in range(len(title) - 1)}
    return bool(bigrams) and sum(bigram in text for bigram in bigrams) >= SUPPORT * len(bigrams)


# --- texts ---------------------------------------------------------------------------------------


def _of_texts(one: Edition, other: Edition) -> Judgement:
    ours, theirs = letters(one.text), letters(other.text)
    shorter = min(len(ours), len(theirs))
    found = list(differences(ours, theirs))
    replaced = [difference for difference in found if difference.one and difference.other]
    if any(map(_numbers_differ, replaced)):
        return Judgement("distinct", "figures")
    if any(map(_names_differ, replaced)):
        return Judgement("distinct", "names")
    edited = sum(
        max(len(difference.one), len(difference.other))
        for difference in replaced
        if not _same_in_one_script(difference)
    )
    own = min(sum(len(difference.one) for difference in found), sum(len(difference.other) for difference in found))
    if own > OWN_WORDS + OWN_SHARE * shorter or shorter - own < LEAST_COMMON * shorter:
        return Judgement("distinct", "own words")
    if edited > FREE_EDITS + MOST_EDITS * shorter or any(map(_is_large, replaced)):
        return Judgement("doubtful", "edits")
    return Judgement("reprint")


def letters(text: str) -> str:
    """*text* as it is compared: folded letters and digits."""
    return NOT_LETTER.sub("", fold(text))


def differences(one: str, other: str) -> Iterator[Difference]:
    """Where two texts, as `letters` gives them, differ, in order; small differences to the letter."""
    ours, theirs = _chunks(one), _chunks(other)
    for tag, start, end, other_start, other_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            before, behind = "".join(ours[max(0, start - 4) : start]), "".join(ours[end : end + 4])
            yield from _refined("".join(ours[start:end]), "".join(theirs[other_start:other_end]), before, behind)


def _chunks(text: str) -> list[str]:
    """*text* cut by its own letters, so that the same letters are cut alike wherever they stand."""
    codes = text.encode("utf-32-le")
    ends = [at + 3 for at in range(len(text) - 2) if not crc32(codes[4 * at : 4 * at + 12]) & CHUNK_MASK]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if start < end]


def _refined(one: str, other: str, before: str, behind: str) -> Iterator[Difference]:
    """A difference split at the letters that both sides share, unless it is very large."""
    if not one or not other or max(len(one), len(other)) > MOST_REFINED:
        yield Difference(one, other, before, behind)
        return
    for tag, start, end, other_start, other_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Difference(one[start:end], other[other_start:other_end], before + one[:start], one[end:] + behind)


def _numbers_differ(difference: Difference) -> bool:
    """Whether a figure, a date or an ordinal is another on each side; numbers are read whole, in either numerals."""
    head = re.search(rf"(?:第?[{NUMERALS}点]*)$", difference.before)
    tail = re.match(rf"[{NUMERALS}点]*.?", difference.behind)
    around = (head[0] if head else "", tail[0] if tail else "")
    ours, theirs = (_numbers(around[0] + side + around[1]) for side in (difference.one, difference.other))
    return ours != theirs


def _numbers(text: str) -> list[str]:
    """The numbers in *text* that count something; 一 in 统一 does not."""
    found = []
    for match in NUMERAL.finditer(text):
        printed, behind = match[0], text[match.end() : match.end() + 1]
        if printed.isascii() or len(printed) > 1 or behind in COUNTED or text[: match.start()].endswith("第"):
            found.append(str(number(printed) or printed))
    return found


def _names_differ(difference: Difference) -> bool:
    """Whether the letters replaced look like a name of a place, a body or a person on both sides."""
    if _same_in_one_script(difference):
        return False
    named = NAMES.search(difference.one) and NAMES.search(difference.other)
    short = max(len(difference.one), len(difference.other)) <= LARGEST_EDIT
    behind = NAMES.match(difference.behind) is not None
    before = BEFORE_A_NAME.search(difference.before) is not None
    return bool(named or (short and len(difference.one) + len(difference.other) > 2 and (behind or before)))


def _same_in_one_script(difference: Difference) -> bool:
    """Whether both sides are the same words in the usage of two regions: 信息, 資訊."""
    return fold(converted(difference.one, "hans")) == fold(converted(difference.other, "hans"))


def _is_large(difference: Difference) -> bool:
    return max(len(difference.one), len(difference.other)) > LARGEST_EDIT and not _same_in_one_script(difference)
