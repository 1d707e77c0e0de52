"""Whether one text is a reprint of another: judged by what differs between them, not by what they share. Pure.

Reprinting changes script, punctuation, white space, headline words and by-lines; it cuts, and it adds boilerplate. It
changes no figure, no date, no ordinal, no name, no topic and no issuing body. Formulaic siblings, such as the decisions
of two committees or the reports of two years, share most of their words and differ in just these.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from archive.comparing.differences import Alignment, Difference
from archive.comparing.figures import contradict, same_number, sides
from archive.comparing.letters import letters, letters_of_a_report
from archive.comparing.page_words import are_of_the_page
from archive.comparing.titles import NAME, PLACE, Headline, kinship
from archive.comparing.wording import TIME, only_reworded

Verdict = Literal["reprint", "doubtful", "distinct"]

LARGEST_EDIT = 6  # letters at one place that an editor changes; what is longer is a passage of its own
MOST_EDITS = 4  # places with other words from which two texts are distinct
OWN_WORDS = 60  # letters that both sides may have of their own: by-lines, boilerplate
OWN_SHARE = 0.03  # of the shorter text, beyond these
SMALL_SHARE = 0.25  # of the longer text; less in common is an extract
LONGEST_SIGNATURE = 16  # letters behind a cut
CUT_FACTOR = 4  # times as long as these is what was cut
MOVED = 12  # letters of a passage that is looked for elsewhere in the other text
LONGEST_GAP = 45  # days between a report and its reprint
UNDATED_GAP = 20  # days, for a text that names no day

NAMES = re.compile(rf"{NAME.pattern}|主席|书记|主任|会长|同志|先生|女士|代表")
BEFORE_A_NAME = re.compile(
    r"(?:主席|书记|主任|委员|局长|厅长|部长|院长|会长|校长|县长|市长|区长|镇长|代表|记者|同志|任命|免去|提案人|联系人|农民|市民|[县市区省镇乡])$"
)
BEHIND_A_NAME = re.compile(
    rf"[{PLACE}]|政协|主席|书记|主任|同志|先生|女士|主持|讲话|出席|率|带队|陪同|介绍|说|表示|指出|强调|委员|等|的|为政协|逝世"
)
TURNS = re.compile(r"[不未无非副正原前代拟暂免停]|常务|候补")  # what turns a statement or an office into another
BARE_NUMBER = re.compile(r"(?:第?[0-9〇零一二三四五六七八九十百千万亿两点]+%?.{0,2})")


@dataclass(frozen=True, slots=True)
class Edition:
    """A report as it is compared with another. text: its sections in order, a line each or more."""

    title: str
    text: str
    organization: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on two editions, and why: a short name of what decided it."""

    verdict: Verdict
    reason: str = ""


def judge(one: Edition, other: Edition) -> Judgement:
    """Whether one of the editions is a reprint of the other; the order of the two does not matter.

    "doubtful" is for a person to decide: it may be a reprint, and nothing shows that it is not.
    """
    if one == other:
        return Judgement("reprint")
    one, other = sorted((one, other), key=lambda edition: (edition.text, edition.title))
    doubts: list[str] = []
    for judgement in _judgements(one, other):
        if judgement.verdict == "distinct":
            return judgement
        if judgement.verdict == "doubtful":
            doubts.append(judgement.reason)
    return Judgement("doubtful", doubts[0]) if doubts else Judgement("reprint")


def _judgements(one: Edition, other: Edition) -> Iterator[Judgement]:
    """What the parts of two editions say, cheap ones first."""
    if _of_other_bodies(_body(one.organization), _body(other.organization)):
        yield Judgement("distinct", "organization")
    ours, theirs = letters_of_a_report(one.text), letters_of_a_report(other.text)
    kin = kinship(Headline(one.title, ours), Headline(other.title, theirs))
    if kin != "same":
        yield Judgement("distinct" if kin == "other" else "doubtful", "title")
    compared = _Comparison(ours, theirs)
    yield compared.judgement()
    yield _of_dates(one, other, compared)


# --- organizations -------------------------------------------------------------------------------


def _body(name: str) -> str:
    """What tells an organization from its like: 政协某某市委员会 and 某某市政协 are one."""
    plain = re.sub("中国人民政治协商会议|人民政协|政协|第.{1,3}届", "", letters(name))
    return re.sub("(?:常务)?委员会$|办公[室厅]$", "", re.sub("^委员会", "", plain))


def _of_other_bodies(ours: str, theirs: str) -> bool:
    """Whether two bodies are not one: neither is the other's end (its place in full) nor a part of its organs."""
    shorter, longer = sorted((ours, theirs), key=len)
    if not shorter or longer.endswith(shorter):
        return False
    return not longer.startswith(shorter) or re.search(f"[{PLACE}]", longer[len(shorter) :]) is not None


# --- texts ---------------------------------------------------------------------------------------


@dataclass
class _Comparison:
    """What two texts, as letters, do not share."""

    ours: str
    theirs: str
    own: list[int] = field(default_factory=lambda: [0, 0])  # letters that only one side has
    edits: Counter[tuple[str, str]] = field(default_factory=Counter)  # what stands for what, if not the same words
    passages: int = 0  # letters of passages that stand for others

    def judgement(self) -> Judgement:
        if not self.ours or not self.theirs:
            return Judgement("doubtful" if self.ours == self.theirs else "distinct", "no text")
        alignment = Alignment(self.ours, self.theirs)
        for difference in alignment:
            if reason := self._reason(difference):
                return Judgement("distinct", reason)
        return self._of_sums(alignment.complete)

    def _reason(self, difference: Difference) -> str:
        """Why the texts are distinct for one difference, if they are; what it adds is kept."""
        if are_of_the_page(difference):
            return ""
        if contradict(difference):
            return "figures"
        if same_number(difference) or only_reworded(difference):
            return ""
        moved = self._moved(difference)
        self.own[0] += 0 if moved[0] else len(difference.one)
        self.own[1] += 0 if moved[1] else len(difference.other)
        if not any(moved) and _is_edit(difference):
            self.edits[difference.one, difference.other] += 1
            return self._of_edit(difference)
        return ""

    def _of_edit(self, difference: Difference) -> str:
        if difference.replaced and _is_of_a_name(difference):
            return "names"
        if difference.replaced and self.edits[difference.one, difference.other] > 1:
            return "names"  # throughout
        return "edits" if len(self.edits) > MOST_EDITS else ""

    def _moved(self, difference: Difference) -> tuple[bool, bool]:
        """Whether either side of a difference is elsewhere in the other text."""
        ours, theirs = difference.one, difference.other
        return (len(ours) >= MOVED and ours in self.theirs, len(theirs) >= MOVED and theirs in self.ours)

    def _of_sums(self, complete: bool) -> Judgement:
        shorter, longer = sorted((len(self.ours), len(self.theirs)))
        own = min(self.own)
        if own > OWN_WORDS + OWN_SHARE * shorter or shorter - own < shorter / 2:
            return Judgement("distinct" if complete else "doubtful", "own words")
        if self.edits:
            return Judgement("doubtful", "edits")
        if shorter < SMALL_SHARE * longer:
            return Judgement("doubtful", "extract")
        return Judgement("reprint" if complete else "doubtful", "" if complete else "repetitive")


def _is_edit(difference: Difference) -> bool:
    """Whether a difference puts words for others, or adds or drops some that matter however few they are."""
    if difference.replaced:
        return not _is_signed_cut(difference)
    words = difference.one or difference.other
    if len(words) > LARGEST_EDIT or not difference.start or not difference.left:
        return False
    number_alone = BARE_NUMBER.fullmatch(words) and any(sides(difference)) and not TIME.search(words)
    return bool(number_alone or TURNS.search(words))


def _is_signed_cut(difference: Difference) -> bool:
    """Whether one text ends with a few words where the other goes on: a cut, and who sent it."""
    shorter, longer = sorted((len(difference.one), len(difference.other)))
    return not difference.left and shorter <= LONGEST_SIGNATURE and longer >= CUT_FACTOR * shorter


def _is_of_a_name(difference: Difference) -> bool:
    """Whether the letters replaced look like a name of a place, a body or a person on both sides."""
    if max(len(difference.one), len(difference.other)) > LARGEST_EDIT:
        return bool(NAMES.search(difference.one) and NAMES.search(difference.other))
    if NAMES.search(difference.one) and NAMES.search(difference.other):
        return True
    before, behind = BEFORE_A_NAME.search(difference.before), BEHIND_A_NAME.match(difference.behind)
    return bool(before or behind)


# --- dates ---------------------------------------------------------------------------------------


def _of_dates(one: Edition, other: Edition, compared: _Comparison) -> Judgement:
    if not one.published or not other.published:
        return Judgement("reprint")
    gap = abs((one.published - other.published).days)
    if gap > LONGEST_GAP and compared.edits:
        return Judgement("distinct", "dates")
    names_a_day = re.search(r"\d+月\d+日", compared.ours) and re.search(r"\d+月\d+日", compared.theirs)
    if gap > (LONGEST_GAP if names_a_day else UNDATED_GAP):
        return Judgement("doubtful", "dates")
    return Judgement("reprint")
