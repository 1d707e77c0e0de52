"""Whether two metrics state the same: the same amount of the same thing, however either is written. Pure."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from archive.chinese.folding import fold
from archive.metrics.periods import REPEATED
from archive.metrics.units import AFTER_ANY_NUMERAL, AFTER_DIGITS, UNITS

SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

# Unit, in folded form → the unit that it is counted in for a comparison, and how many of these it is.
EQUAL_UNITS = {
    "年": ("个月", 12), "周年": ("个月", 12), "月": ("个月", 1), "个季度": ("个月", 3), "季度": ("个月", 3),
    "周": ("天", 7), "星期": ("天", 7), "个星期": ("天", 7), "日": ("天", 1),
    "小时": ("分钟", 60), "个小时": ("分钟", 60), "钟头": ("分钟", 60), "个钟头": ("分钟", 60), "h": ("分钟", 60),
    "个工作日": ("工作日", 1), "个学期": ("学期", 1), "周岁": ("岁", 1),
    "块": ("元", 1), "块钱": ("元", 1), "圆": ("元", 1), "人民币": ("元", 1), "元人民币": ("元", 1),
    "港币": ("港元", 1),
    "个百分点": ("百分点", 1), "%点": ("百分点", 1), "百分比": ("%", 1), "percent": ("%", 1),
    "千米": ("公里", 1), "km": ("公里", 1), "千克": ("公斤", 1), "kg": ("公斤", 1), "m": ("米", 1), "t": ("吨", 1),
    "平米": ("平方米", 1), "㎡": ("平方米", 1), "m2": ("平方米", 1), "m²": ("平方米", 1),
    "平方千米": ("平方公里", 1), "km2": ("平方公里", 1), "km²": ("平方公里", 1), "ha": ("公顷", 1),
    "场次": ("场", 1), "位": ("人", 1), "名": ("人", 1),
}  # fmt: skip

# The measure words of things and occasions. Who lists a figure may choose another one: 121场座谈, 座谈121次.
MEASURES = """
    公里 千米 吨 公斤 千克 立方米 米 厘米 毫米 海里 里 斤 克 毫克 升 毫升 公升 千瓦 千瓦时 兆瓦 兆瓦时 度电 立方 分贝
"""
MEASURE_WORDS = {
    "", *f"{AFTER_ANY_NUMERAL['count']} {AFTER_DIGITS['count']}".split()
} - set(MEASURES.split())  # fmt: skip

LEAST_IN_SUBJECT = 0.3  # share of the bigrams of the shorter subject that the other one has
LEAST_IN_SENTENCE = 0.6  # share of the bigrams of a subject that a sentence has
LEAST_OF_OTHER_UNIT = 0.6  # the same of subjects whose measure words differ
LEAST_DISTINCTIVE = 10  # an amount below it is stated of many things, so that it says nothing of the subject


class Statement(Protocol):
    """A metric, stored or just extracted. One of a catalogue record has no sentence."""

    @property
    def value(self) -> Decimal: ...
    @property
    def value_max(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def raw(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def period_start(self) -> date | None: ...
    @property
    def period_end(self) -> date | None: ...


class Amount(NamedTuple):
    """A value, or the two values of a range, in a unit without scale: 1.2万元 and 12000元 are equal amounts."""

    low: Decimal
    high: Decimal
    unit: str

    @property
    def is_distinctive(self) -> bool:
        return self.low >= LEAST_DISTINCTIVE and len(self.low.normalize().as_tuple().digits) > 1


def amount_of(metric: Statement) -> Amount:
    """Return the metric's amount. A fall counts like a rise, since its words say which it is: 下降3%, -3%."""
    unit, factor = _unit(fold(metric.unit).replace(" ", ""))
    low = abs(metric.value) if metric.kind == "growth" else metric.value
    high = low if metric.value_max is None else metric.value_max
    return Amount(low * factor, high * factor, unit)


def _unit(folded: str) -> tuple[str, int]:
    """Return the unit without its scale, and what one of the printed unit is in it: 万元 → 元, 10000."""
    factor = 1
    while folded not in EQUAL_UNITS and folded not in UNITS and folded[:1] in SCALES and len(folded) > 1:
        factor *= SCALES[folded[0]]
        folded = folded[1:]
    if folded in SCALES:  # 3万: nothing is named
        return "", factor * SCALES[folded]
    unit, more = EQUAL_UNITS.get(folded, (folded, 1))
    return unit, factor * more


def same_statements(listed: Sequence[Statement], found: Sequence[Statement]) -> list[tuple[int, int]]:
    """Return the pairs (index in *listed*, index in *found*) that may state the same, the most certain first.

    An index may occur in several pairs.
    """
    if not listed:
        return []
    amounts = [amount_of(metric) for metric in found]
    places: dict[tuple[Decimal, Decimal], list[int]] = defaultdict(list)
    for new, amount in enumerate(amounts):
        places[(amount.low, amount.high)].append(new)
    wanted = Counter(amount_of(metric) for metric in listed)
    stated = Counter(amounts)
    pairs = []
    for old, metric in enumerate(listed):
        amount = amount_of(metric)
        alone = wanted[amount] == stated[amount] == 1
        for new in places[(amount.low, amount.high)]:
            if certainty := _certainty(metric, found[new], alone=alone):
                pairs.append((-certainty, old, new))
    return [(old, new) for _, old, new in sorted(pairs)]


def _certainty(listed: Statement, found: Statement, *, alone: bool) -> float:
    """Return how likely two metrics of equal values state the same, 0 for not at all.

    alone: whether each is the only one of its amount.
    """
    amount, other = amount_of(listed), amount_of(found)
    same_unit, same_words = amount.unit == other.unit, fold(listed.raw) == fold(found.raw)
    if not (same_unit or {amount.unit, other.unit} <= MEASURE_WORDS) or _at_other_times(listed, found):
        return 0
    subjects, in_sentence = overlap(listed.subject, found.subject), covered(listed.subject, found.sentence)
    if same_unit:
        agrees = subjects >= LEAST_IN_SUBJECT or in_sentence >= LEAST_IN_SENTENCE
        if not listed.sentence:
            agrees |= (same_words and not listed.subject) or (alone and amount.is_distinctive)
    else:
        agrees = max(subjects, in_sentence) >= LEAST_OF_OTHER_UNIT
    certainty = 1 + 2 * subjects + in_sentence + same_unit + same_words + (listed.kind == found.kind)
    return certainty + (fold(listed.period) == fold(found.period)) if agrees else 0


def _at_other_times(one: Statement, other: Statement) -> bool:
    """Return whether the periods exclude each other: 每年 and 每月, or days that have none in common."""
    if one.period_start and one.period_end and other.period_start and other.period_end:
        return one.period_end < other.period_start or other.period_end < one.period_start
    printed = [fold(metric.period).replace("个", "") for metric in (one, other)]
    return printed[0] != printed[1] and all(map(REPEATED.fullmatch, printed))


def overlap(one: str, other: str) -> float:
    """Return the share of the bigrams of the shorter text that the other one has."""
    shorter, longer = sorted((one, other), key=len)
    return covered(shorter, longer)


def covered(words: str, text: str) -> float:
    """Return the share of the bigrams of *words* that are in *text*; a single character counts as a bigram."""
    letters, text = _letters(words), _letters(text)
    bigrams = {letters[place : place + 2] for place in range(max(1, len(letters) - 1))} - {""}
    return sum(bigram in text for bigram in bigrams) / len(bigrams) if bigrams else 0


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
