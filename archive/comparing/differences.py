"""Where two long strings differ: a bounded alignment for texts that are mostly the same. Pure; knows no language.

`difflib` alone takes minutes for two tables of 60,000 letters that repeat themselves. Here runs that occur once in
either string are anchors; between them the same is done with shorter runs, and only what is left, a few hundred letters
at most, is aligned letter by letter, as long as a budget lasts.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from os.path import commonprefix  # of strings, letter by letter

ANCHORS = (12, 4)  # lengths of runs that are looked for, the longer first
REFINED = 2_500  # product of two lengths up to which letters are aligned one by one
BUDGET = 60_000  # sum of such products in one alignment
CONTEXT = 12  # letters before and behind a difference
CHANCE = 2  # letters in a row that two different passages have in common by chance
REPEATED = 0.5  # share of common runs from which two passages without anchors repeat the same words

Gap = tuple[int, int, int, int]  # start and end in one string, start and end in the other


@dataclass(frozen=True, slots=True)
class Difference:
    """Letters of one string in the place of letters of the other, with what both have before and behind them.

    at, other_at: its place in either string. left: the letters behind it, at most. One side may be empty.
    """

    one: str
    other: str
    before: str = ""
    behind: str = ""
    at: int = 0
    other_at: int = 0
    left: int = 0

    @property
    def start(self) -> int:
        """The letters before it, at most."""
        return max(self.at, self.other_at)

    @property
    def replaced(self) -> bool:
        return bool(self.one and self.other)


class Alignment:
    """The differences of two strings, found in order while they are iterated over, once.

    complete: False where passages that were iterated over were too repetitive to be aligned.
    """

    def __init__(self, one: str, other: str) -> None:
        self._one, self._other = one, other
        self._budget = BUDGET
        self.complete = True

    def __iter__(self) -> Iterator[Difference]:
        gaps = self._gaps((0, len(self._one), 0, len(self._other)), 0)
        return map(self._difference, _without_chance_matches(gaps))

    def _gaps(self, gap: Gap, level: int) -> Iterator[Gap]:
        """What differs within *gap*, as small as can be told."""
        start, end, other_start, other_end = gap = self._trimmed(gap)
        if start == end or other_start == other_end:
            if start < end or other_start < other_end:
                yield gap
            return
        product = (end - start) * (other_end - other_start)
        if product <= REFINED and self._budget >= product:
            self._budget -= product
            yield from self._refined(gap)
            return
        yield from self._between_anchors(gap, level)

    def _trimmed(self, gap: Gap) -> Gap:
        """*gap* without the letters that both strings have at its beginning and at its end."""
        start, end, other_start, other_end = gap
        ours, theirs = self._one[start:end], self._other[other_start:other_end]
        head = _common_head(ours, theirs)
        tail = _common_head(ours[head:][::-1], theirs[head:][::-1])
        return start + head, end - tail, other_start + head, other_end - tail

    def _refined(self, gap: Gap) -> Iterator[Gap]:
        start, end, other_start, other_end = gap
        matcher = SequenceMatcher(None, self._one[start:end], self._other[other_start:other_end], autojunk=False)
        for tag, at, until, place, limit in matcher.get_opcodes():
            if tag != "equal":
                yield start + at, start + until, other_start + place, other_start + limit

    def _between_anchors(self, gap: Gap, level: int) -> Iterator[Gap]:
        start, end, other_start, other_end = gap
        ours, theirs = self._one[start:end], self._other[other_start:other_end]
        for number in range(level, len(ANCHORS)):
            anchors = _anchors(ours, theirs, ANCHORS[number])
            if anchors:
                break
        else:
            self.complete = self.complete and not _repeats(ours, theirs)
            yield gap
            return
        at, place = 0, 0
        for ours_at, theirs_at, length in [*anchors, (len(ours), len(theirs), 0)]:
            yield from self._gaps((start + at, start + ours_at, other_start + place, other_start + theirs_at), number)
            at, place = ours_at + length, theirs_at + length

    def _difference(self, gap: Gap) -> Difference:
        start, end, other_start, other_end = gap
        return Difference(
            self._one[start:end],
            self._other[other_start:other_end],
            self._one[max(0, start - CONTEXT) : start],
            self._one[end : end + CONTEXT],
            start,
            other_start,
            max(len(self._one) - end, len(self._other) - other_end),
        )


def _common_head(one: str, other: str) -> int:
    """The number of letters that both strings begin with."""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return length
    return len(commonprefix((one, other)))  # noqa: RUF071  they are no paths


def _anchors(one: str, other: str, length: int) -> list[tuple[int, int, int]]:
    """Runs that occur once in either string, in an order that both share, grown as far as they agree.

    Each is its place in *one*, its place in *other* and its length; they do not overlap.
    """
    ours, theirs = _single_runs(one, length), _single_runs(other, length)
    places = [(at, theirs[run]) for run, at in ours.items() if run in theirs]
    grown: list[tuple[int, int, int]] = []
    end = other_end = 0
    for at, place in _ascending(places):
        if at < end or place < other_end:
            continue
        size = length
        while at + size < len(one) and place + size < len(other) and one[at + size] == other[place + size]:
            size += 1
        while at > end and place > other_end and one[at - 1] == other[place - 1]:
            at, place, size = at - 1, place - 1, size + 1
        grown.append((at, place, size))
        end, other_end = at + size, place + size
    return grown


def _single_runs(text: str, length: int) -> dict[str, int]:
    """Run of *length* letters → its place, in order, for the runs that occur once in *text*."""
    runs = [text[at : at + length] for at in range(len(text) - length + 1)]
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}


def _ascending(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of *places*, which ascend in the first number, that ascends in the second as well."""
    ends: list[int] = []  # the smallest second number in which a choice of each length ends
    chosen: list[int] = []  # the place that ends it
    before = [-1] * len(places)
    for number, (_, second) in enumerate(places):
        length = bisect_left(ends, second)
        before[number] = chosen[length - 1] if length else -1
        if length == len(ends):
            ends.append(second)
            chosen.append(number)
        else:
            ends[length], chosen[length] = second, number
    longest = []
    at = chosen[-1] if chosen else -1
    while at >= 0:
        longest.append(places[at])
        at = before[at]
    return longest[::-1]


def _repeats(one: str, other: str) -> bool:
    """Whether two passages without anchors have many runs in common, each several times."""
    length = ANCHORS[-1]
    ours, theirs = ({text[at : at + length] for at in range(len(text) - length + 1)} for text in (one, other))
    return len(ours & theirs) > REPEATED * min(len(ours), len(theirs))


def _without_chance_matches(gaps: Iterable[Gap]) -> Iterator[Gap]:
    """Neighbouring gaps joined where so few letters are between them that different words share them by chance."""
    last: Gap | None = None
    for gap in gaps:
        if last and _met_by_chance(last, gap):
            gap = last[0], gap[1], last[2], gap[3]
        elif last:
            yield last
        last = gap
    if last:
        yield last


def _met_by_chance(left: Gap, right: Gap) -> bool:
    """Whether what is between two gaps is no longer than they are, and both strings have letters of their own."""
    between = right[0] - left[1]
    if between > CHANCE:
        return False
    ours = left[1] - left[0] + right[1] - right[0]
    theirs = left[3] - left[2] + right[3] - right[2]
    sizes = [max(gap[1] - gap[0], gap[3] - gap[2]) for gap in (left, right)]
    if not (ours and theirs):
        return False
    return min(sizes) >= between or (any(map(_is_replaced, (left, right))) and max(sizes) <= 2 * CHANCE)


def _is_replaced(gap: Gap) -> bool:
    return gap[0] < gap[1] and gap[2] < gap[3]
