"""The subject and the verb of a metric, from its clause: 形成論文42篇 → subject 論文, verb 形成. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archive.chinese import marks
from archive.chinese.folding import fold
from archive.metrics.units import OCCASIONS
from archive.metrics.words import AUXILIARIES, FIRST_VERBS, LEAD_INS, NOUN_ENDINGS, STOPS_BEHIND, VERBS, WHOLE_WORDS

LONGEST = 40  # characters of a subject
Words = tuple[str, str]  # a part of a clause, as printed and folded


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first. Groups by first character make it fast."""
    endings: dict[str, list[str]] = {}
    for word in sorted({fold(word) for word in words}, key=len, reverse=True):
        endings.setdefault(word[0], []).append(re.escape(word[1:]))
    groups = "|".join(f"{re.escape(first)}(?:{'|'.join(endings[first])})" for first in endings)
    return f"(?=[{re.escape(''.join(endings))}])(?:{groups})"


# All patterns are for folded text. Words that must not be cut are alternatives to those that cut: the leftmost wins.
WHOLE = _any_of(WHOLE_WORDS.split())
OPENING, CLOSING = marks.OPENING_QUOTES + marks.TITLE_QUOTES[0], marks.CLOSING_QUOTES + marks.TITLE_QUOTES[1]
QUOTED = f"[{OPENING}][^{OPENING}{CLOSING}]{{1,16}}[{CLOSING}]"
NAMED = rf"{QUOTED}|{WHOLE}"
# A verb behind one of these is a noun: 的投入, 作出批示.
NOT_USED_AS_NOUN = "".join(f"(?<!{fold(word)})" for word in ["的", "作出", "做出", "进行", "给予", "予以", "开展"])
NOT_A_NOUN = rf"(?!(?!会[议场]|处[理置]){_any_of(NOUN_ENDINGS.split())})"
VERB = re.compile(rf"{NAMED}|(?P<word>{_any_of(VERBS.split())}){NOT_A_NOUN}")
FIRST_OF_WORD = {fold(word[0]) for words in (WHOLE_WORDS, VERBS, LEAD_INS, AUXILIARIES) for word in words.split()}
WORD = re.compile(
    rf"(?=[{''.join(FIRST_OF_WORD)}等的{OPENING}])(?:{NAMED}|{NOT_USED_AS_NOUN}(?P<verb>{_any_of(VERBS.split())}){NOT_A_NOUN}|(?P<lead>{_any_of(LEAD_INS.split())})(?![率比])"
    rf"|(?P<between>{_any_of(AUXILIARIES.split())})(?![率比])|(?P<etc>等(?=[^候级]))|(?P<owner>的))"
)
STOP = re.compile(
    rf"{NAMED}|(?P<word>(?:{_any_of(VERBS.split())}){NOT_A_NOUN}|{_any_of(STOPS_BEHIND.split())}|[,。;:!?、(（)）\n])"
)
FIRST_VERB = re.compile(rf"(?:{_any_of(FIRST_VERBS.split())}){NOT_A_NOUN}")
ACTORS_BEFORE = re.compile(
    r"[^《“]*?(?:政协|常委会|专委会|委员会|调研组|监督组|视察组)(?!委员|机关|常委|干部|之友|组成)(?=..)|(?:政协)?(?:委员|党员|干部|代表)(?=..)"
)

# A metric before one of these does not count the following words: 12年|來.
NOT_A_SUBJECT = re.compile(
    rf"[减增升降来以间后前起时内中之由从较比至到和与及并或已也都就才被者里、（(）)\s\d均仍还则可左上下即]|多(?!元)|[{marks.ONE_TO_TEN}百千万两]+[章节条款项件个]"
)
HAN = re.compile(rf"[“\"「《‘『]?[{marks.HAN}]")
CHANGE = re.compile(r"(.+?)[由从].*[到至为]$", re.DOTALL)  # 合格率|由71%升到96.5%
FROM = re.compile(r"(?<=.)[由从](?:年初|上年|去年|此前|原来|原先|最初|当初|过去|上届)?的?$")  # 工作室|由年初的12个
CHANGED_TO = ("到", "至", "为")
COMPARED = re.compile(
    r"(?:比(?<![占同环对]比)(?![例重值])(?=.)|较(?![大多强])|同比|环比|高于|低于|快于|为同期|是上).*$", re.DOTALL
)  # 满意度|比上年提高
PASSIVE = re.compile(r"(?:已|均|全部|其中)*(?:被|获(?!奖))")
CAUSE = re.compile(r"因(?!素|地制宜)[^事]*$")  # 因疫情|改为两次, but 因事请假|21人
FOR_EACH = re.compile(r"(?:平均)?每[^年月天]")  # 平均每个议事厅100张: 议事厅 is not the subject
SOME_OF = re.compile(r"(?:比重|比例)为?$")
WITHIN = re.compile(r"之?[内后前]|以[内后前]")
JOINT = re.compile("[和与及、]")
LAST_METRIC = re.compile(
    rf".*[\d{marks.ONE_TO_TEN}百千万亿两%]+[余多几]?[{marks.HAN}]{{1,2}}{JOINT.pattern}", re.DOTALL
)
NUMBERING = re.compile(
    rf"\s*(?:[(（][{marks.ONE_TO_TEN}\d]{{1,3}}[)）]|\d{{1,2}}[.、](?!\d)|[{marks.ONE_TO_TEN}]{{1,3}}[、是])"
)
RANKED = re.compile(r"(?:在[^,]*)?(?:位居|位列|居|列|排|名列|跃|进入|跻身|入选|获|夺|升至).*$", re.DOTALL)
JOINED = re.compile(r"\s*(?:[和与及、至到]|以及)?\s*[约近]?")


class VerbAndSubject(NamedTuple):
    """The verb and the subject of a metric in its clause, as printed."""

    verb: str
    subject: str
    follows: bool = False  # the subject is behind the number
    elliptic: bool = False  # 公办的15家 means a subject named before
    borrows: bool = True  # 同比增长12.5% takes the subject of the metric before; 分别增长3%和5% has several before


def verb_and_subject(before: Words, after: Words, *, unit: str, kind: str) -> VerbAndSubject:
    """Return the verb and the subject from the words *before* and *after* the number in its clause, "" if unknown."""
    begin = _own_part(before[1])
    printed, folded = before[0][begin:], before[1][begin:]
    verbs = list(_words(VERB, folded))
    verb = printed[slice(*verbs[-1])] if verbs else ""
    if kind == "rank":
        ranked = RANKED.search(folded)
        return VerbAndSubject(verb, printed[: ranked.start() if ranked else None].strip("的 "))
    if subject := _subject_behind(*after):
        return VerbAndSubject(verb, subject[:LONGEST], follows=True)
    if kind == "duration" and WITHIN.match(after[1]):
        return VerbAndSubject(verb, "")  # a term: 15日内
    subject = _subject_before(printed, folded, occasion=unit in OCCASIONS)
    done = not subject and unit in OCCASIONS and folded.rstrip("了过的").endswith(fold(verb) or "\0")
    subject = verb if done else subject
    return VerbAndSubject(verb, subject[:LONGEST], elliptic=done or folded.endswith("的"), borrows="分别" not in folded)


def _own_part(folded: str) -> int:
    """Return the start of this metric's words, behind a point's number and an earlier metric: 建议123份、|被采纳."""
    if JOINT.search(folded) and (earlier := LAST_METRIC.match(folded)):
        return earlier.end()
    numbering = NUMBERING.match(folded)
    return numbering.end() if numbering else 0


def _words(pattern: re.Pattern[str], folded: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the words of *pattern*, except inside words that must not be cut."""
    return (match.span() for match in pattern.finditer(folded) if match.lastgroup)


# --- behind the number -----------------------------------------------------------------------------


def _subject_behind(after: str, folded: str) -> str:
    owned = folded.startswith("的")
    if owned:
        after, folded = after[1:], folded[1:]
    if NOT_A_SUBJECT.match(folded) or not HAN.match(folded):
        return ""
    start, end = next(_words(STOP, folded), (len(folded), len(folded)))
    if start == 0:
        return after[:end] if owned and VERB.match(folded) else _qualified(after, folded)
    return after[:start].rstrip("的和與与、中里內内上 ")


def _qualified(after: str, folded: str) -> str:
    """Return the noun behind its attributes: 12个|涉及民生的问题 → 问题."""
    return after[folded.rindex("的") + 1 :].rstrip("。；，,;") if "的" in folded[:-1] else ""


# --- before the number -----------------------------------------------------------------------------


def _subject_before(before: str, folded: str, *, occasion: bool) -> str:
    if PASSIVE.match(folded) or CAUSE.match(folded):
        return ""
    start, end = _span_of_subject(folded)
    if occasion and (actors := ACTORS_BEFORE.match(folded, start, end)):
        start = actors.end()
    if start == 0 or occasion:
        first = FIRST_VERB.match(folded, start, end)
        start = first.end() if first else start
    if FOR_EACH.match(folded, start, end):
        return ""
    return before[start:end].strip("的了過过 、(（)）")


def _span_of_subject(folded: str) -> tuple[int, int]:
    """Return the span of the subject: from the last word that leads to it, to the words between it and the number."""
    end = _end_of_comparison(folded)
    words = [match for match in WORD.finditer(folded, 0, end) if match.lastgroup]
    while words and words[-1].end() >= end:
        end = len(folded[: min(words.pop().start(), end)].rstrip("的 "))
    start = next((word.end() for word in reversed(words) if word.lastgroup != "between"), 0)
    return start, end


def _end_of_comparison(folded: str) -> int:
    """Return the end of the words about the subject: 合格率|由71%升到, 满意度|比上年提高."""
    end = len(folded.rstrip("的 "))
    if folded.endswith(CHANGED_TO, 0, end) and (change := CHANGE.match(folded, 0, end)):
        return change.end(1)
    if start := FROM.search(folded):
        return start.start()
    compared = COMPARED.search(folded, 0, end)
    end = compared.start() if compared else end
    some = SOME_OF.search(folded, 0, end) if "占" in folded else None
    return some.start() if some else end
