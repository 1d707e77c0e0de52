"""The extraction of metrics from prose: number, unit, subject, period, and the sentence as evidence. Pure."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Self

from archive.chinese.folding import fold
from archive.metrics.doubts import CERTAIN, doubt, reasons_in_subject, reasons_in_value
from archive.metrics.periods import REPEATED, days_of, times
from archive.metrics.quantities import Quantity
from archive.metrics.scanning import Span, sentences
from archive.metrics.subjects import JOINED, VerbAndSubject, verb_and_subject
from archive.metrics.units import CHANGES, REPEATABLE


@dataclass(frozen=True, slots=True)
class ExtractedMetric:
    """A metric as printed (`raw`, at `start`:`end` of its text), its value in the printed unit, and its context.

    The value of a share in words is in per cent (七成 is 70 %). `doubt` runs from 0 (certain) to 100.
    """

    value: Decimal
    unit: str
    kind: str
    raw: str
    start: int
    end: int
    value_max: Decimal | None = None
    qualifier: str = ""
    sentence: str = ""
    verb: str = ""
    subject: str = ""
    period: str = ""
    period_start: date | None = None
    period_end: date | None = None
    doubt: int = 0


# --- patterns for the words around a metric, in folded text ----------------------------------------

CLAUSE_END = re.compile(r"[,。;:!?\n](?!\d{3})")
APPROXIMATELY_BEFORE = re.compile(
    r"(?P<word>不少于|不得?超过|不低于|不高于|不足|不到|不满|大约|将近|接近|超过|突破|至少|最多|最少|起码|多达|高达|逾|超"
    r"|(?<![附最邻临靠])近|(?<![节合预制公签条])约)(?:有|了|为|达|到)?\s*$"
)
END_OF_APPROXIMATELY = re.compile(r"(?<=[于过足到满约近破少多码达逾超有了为\s])")  # a quick check before the search
BEFORE_BARE_PLACES = re.compile(r"(?P<word>[上过破近逾超约])$")  # 上百次, 近千人
APPROXIMATELY_AFTER = re.compile(r"(?P<word>左右|以上|以下|以内|上下|多(?!年)|余)")
GROWTH_BEFORE = re.compile(
    rf"(?:{'|'.join(CHANGES.split())})(?:了|约|近|超过|逾|将近|-)?$|(?:增速|[增降涨跌]幅)(?:为|达到|达|约|近|保持在)?$"
)
CLAUSE_MARKS = ",。;:!?\n”’」』)"
SHARE_OR_GROWTH = ("share", "growth")
WINDOW = 10  # characters before a metric that are searched for such words
REACH = 160  # characters of its clause, before a metric and behind it, that are searched for verb and subject
LATEST = 20  # metrics before it in the sentence from which a metric may take its subject


@dataclass(slots=True)
class _Sentence:
    """A sentence of *text* at `start`:`end`, its times and clauses, and the metrics found in it so far."""

    text: str
    folded: str
    start: int
    end: int
    published: date | None
    times: list[Span]
    clauses: list[int]
    printed: str
    found: list[ExtractedMetric] = field(default_factory=list)

    @classmethod
    def at(cls, span: Span, text: str, folded: str, published: date | None) -> Self:
        return cls(
            text=text,
            folded=folded,
            start=span[0],
            end=span[1],
            published=published,
            times=times(folded, *span),
            printed=text[slice(*span)].strip(),
            clauses=[span[0], *[clause.end() for clause in CLAUSE_END.finditer(folded, *span)], span[1]],
        )


def extract_metrics(text: str, published: date | None = None) -> tuple[ExtractedMetric, ...]:
    """Return the metrics of *text* in order. Their offsets count in *text*.

    Relative times (去年) count from the day *published*; without it, their days are unknown.
    """
    folded = fold(text)
    found: list[ExtractedMetric] = []
    for span, quantities in sentences(folded):
        sentence = _Sentence.at(span, text, folded, published)
        for quantity in quantities:
            if metric := _metric(sentence, quantity):
                sentence.found.append(metric)
        found += sentence.found
    return tuple(found)


def _metric(sentence: _Sentence, quantity: Quantity) -> ExtractedMetric | None:
    """Return the quantity as a metric of its sentence; None if it is part of a time or counts nothing there."""
    folded, (begin, end) = sentence.folded, _clause(sentence, quantity.start)
    time, repeats = _time_of(sentence, quantity.start, begin)
    frequency = repeats and quantity.unit in REPEATABLE
    about = _about(folded, quantity, begin)
    if _is_time(sentence, quantity) or (quantity.bare and not frequency and (not about or quantity.value == 1)):
        return None
    kind = "frequency" if frequency else _kind(sentence, quantity, begin)
    before_ends = about.start() if about else quantity.start
    after = APPROXIMATELY_AFTER.match(folded, quantity.end, end)
    before_begins, after_begins = max(begin, before_ends - REACH), after.end() if after else quantity.end
    before, behind = (before_begins, before_ends), slice(after_begins, min(end, after_begins + REACH))
    said = verb_and_subject(
        (_without(sentence.text, time, before), _without(folded, time, before)),
        (sentence.text[behind], folded[behind]),
        unit=quantity.unit,
        kind=kind,
    )
    subject, borrowed = _subject(sentence, quantity, said, kind)
    days = days_of(folded[slice(*time)], sentence.published) if time else None
    return ExtractedMetric(
        value=quantity.value,
        value_max=quantity.value_max,
        unit=_printed_unit(sentence, quantity),
        kind=kind,
        raw=sentence.text[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        qualifier=_word(sentence.text, about) or quantity.qualifier or _word(sentence.text, after),
        sentence=sentence.printed,
        verb=said.verb,
        subject=subject,
        period=sentence.text[slice(*time)] if time else "",
        period_start=days[0] if days else None,
        period_end=days[1] if days else None,
        doubt=_doubt(quantity, kind=kind, subject=subject, borrowed=borrowed),
    )


# --- parts of the sentence -------------------------------------------------------------------------


def _clause(sentence: _Sentence, place: int) -> Span:
    after = bisect_right(sentence.clauses, place)
    return sentence.clauses[after - 1], sentence.clauses[after]


def _is_time(sentence: _Sentence, quantity: Quantity) -> bool:
    """Return whether the quantity is part of a time (五年来) that is not the statement of its clause (工作12年來)."""
    behind = bisect_right(sentence.times, (quantity.start, quantity.end))
    for start, end in sentence.times[max(0, behind - 1) : behind + 1]:
        if start < quantity.end and quantity.start < end:
            begin, stop = _clause(sentence, quantity.start)
            alone = sentence.folded[end:stop].strip(CLAUSE_MARKS)
            return not (start == quantity.start > begin and quantity.unit == "年" and not alone)
    return False


def _time_of(sentence: _Sentence, place: int, begin: int) -> tuple[Span | None, bool]:
    """Return the last time before *place* and whether it names a frequency (每年), which applies to its clause only."""
    for start, end in reversed(sentence.times):
        if end > place:
            continue
        repeats = bool(REPEATED.match(sentence.folded, start))
        if not repeats or start >= begin:
            return (start, end), repeats
    return None, False


def _about(folded: str, quantity: Quantity, begin: int) -> re.Match[str] | None:
    """Return the match of 近, 约, 超过 … directly before the quantity."""
    window = max(begin, quantity.start - WINDOW)
    bare = BEFORE_BARE_PLACES.search(folded, window, quantity.start) if quantity.bare else None
    if bare or not END_OF_APPROXIMATELY.match(folded, quantity.start):
        return bare
    return APPROXIMATELY_BEFORE.search(folded, window, quantity.start)


def _kind(sentence: _Sentence, quantity: Quantity, begin: int) -> str:
    """Return the kind. A percentage of change is growth instead of share, and so is one joined to it by 和 or 、."""
    if quantity.kind != "share":
        return quantity.kind
    if GROWTH_BEFORE.search(sentence.folded, max(begin, quantity.start - WINDOW), quantity.start):
        return "growth"
    previous = _joined(sentence, quantity)
    return previous.kind if previous and previous.kind == "growth" else "share"


def _without(text: str, time: Span | None, span: Span) -> str:
    """Return the text of the span without the time in it: 小作坊|一年|关掉74家."""
    start, end = span
    if time and start <= time[0]:
        return text[start : time[0]] + text[time[1] : end]
    return text[start:end]


def _joined(sentence: _Sentence, quantity: Quantity) -> ExtractedMetric | None:
    """Return the metric directly before the quantity, if no more than 和 or 、 is between."""
    previous = sentence.found[-1] if sentence.found else None
    return previous if previous and JOINED.fullmatch(sentence.folded, previous.end, quantity.start) else None


def _subject(sentence: _Sentence, quantity: Quantity, said: VerbAndSubject, kind: str) -> tuple[str, bool]:
    """Return the subject and whether an earlier metric of another clause gave it: 提出建议123份、被采纳45份."""
    if not said.follows and (joined := _joined(sentence, quantity)):
        return joined.subject, False
    if sentence.found and said.subject.startswith(sentence.found[-1].raw):  # 78件督办件已办结74件
        said = said._replace(subject=said.subject[len(sentence.found[-1].raw) :].lstrip("，、和與与"))
    if said.subject and not said.elliptic:
        return said.subject, False
    if kind not in (*SHARE_OR_GROWTH, "rank"):
        unit, earlier = fold(quantity.unit), reversed(sentence.found[-LATEST:])
        if same := next((metric for metric in earlier if fold(metric.unit) == unit), None):
            return same.subject, True
    if said.borrows and sentence.found and kind in SHARE_OR_GROWTH and not said.subject:
        return sentence.found[-1].subject, True
    return said.subject, False


def _printed_unit(sentence: _Sentence, quantity: Quantity) -> str:
    """Return the unit in the text's script, if the text prints it as it is named: 個, 萬元. ％ is written %."""
    if quantity.unit in ("%", "‰") or not sentence.folded.endswith(quantity.unit, 0, quantity.end):
        return quantity.unit
    return sentence.text[quantity.end - len(quantity.unit) : quantity.end]


def _word(text: str, match: re.Match[str] | None) -> str:
    return text[slice(*match.span("word"))] if match else ""


def _doubt(quantity: Quantity, *, kind: str, subject: str, borrowed: bool) -> int:
    reasons = reasons_in_value(quantity.value, unit=quantity.unit, kind=kind) | reasons_in_subject(subject)
    if quantity.rare:
        reasons.add("rare writing")
    if quantity.value_max is not None:
        reasons.add("range")
    if quantity.bare:
        reasons.add("round or vague")
    if borrowed:
        reasons.add("subject of another clause")
    return doubt(reasons) if reasons else CERTAIN
