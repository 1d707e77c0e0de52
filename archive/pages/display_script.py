"""How a report is read: in which script, as published or converted on display, and how long. Stores nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import ceil

from archive.chinese.conversion import converted
from archive.chinese.script import LANGUAGE_TAGS

# ?script= → the language tag of what is shown, and the choice as it names itself.
SCRIPTS = {
    "hans": ("zh-Hans", "简体"),
    "hant-tw": ("zh-Hant-TW", "繁體（台）"),
    "hant-hk": ("zh-Hant-HK", "繁體（港）"),
}
CHARACTERS_A_MINUTE = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """script: "" of a report shown as published. show: a text of the report, as it is shown."""

    script: str
    language: str
    show: Callable[[str], str]

    @property
    def choices(self):
        """(script, language tag, name) of each conversion."""
        return [(script, *facts) for script, facts in SCRIPTS.items()]


def reading_of(article, script):
    """The report in *script*, a key of SCRIPTS; of anything else, an address being anybody's, as published."""
    if script not in SCRIPTS:
        return Reading("", LANGUAGE_TAGS[article.script], str)
    return Reading(script, SCRIPTS[script][0], partial(converted, script=script, source=article.script))


def minutes_to_read(sections):
    """Whole minutes, at least one; 0 of no text."""
    return ceil(sum(len(section.content) for section in sections) / CHARACTERS_A_MINUTE)
