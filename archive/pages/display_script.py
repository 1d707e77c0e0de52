"""The script in which an article is shown, as published or converted on display, and its reading time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import NamedTuple

from archive.chinese.conversion import converted
from archive.chinese.script import LANGUAGE_TAGS
from archive.models import Article, Section


class ScriptChoice(NamedTuple):
    """A script for ?script=, the language tag of text converted to it, and its name in itself."""

    script: str
    language: str
    name: str


CHOICES = (
    ScriptChoice("hans", "zh-Hans", "简体"),
    ScriptChoice("hant-tw", "zh-Hant-TW", "繁體（台）"),
    ScriptChoice("hant-hk", "zh-Hant-HK", "繁體（港）"),
)
CHARACTERS_A_MINUTE = 500


@dataclass(frozen=True, slots=True)
class DisplayScript:
    """How an article is shown. script: "" if as published. show: converts a text of the article for display."""

    script: str
    language: str
    show: Callable[[str], str]
    choices = CHOICES


def display_script_of(article: Article, script: str | None) -> DisplayScript:
    """Convert the article to *script*; show it as published if the archive does not offer that script."""
    for choice in CHOICES:
        if choice.script == script:
            show = partial(converted, script=choice.script, source=article.script)
            return DisplayScript(choice.script, choice.language, show)
    return DisplayScript("", LANGUAGE_TAGS[article.script], str)


def minutes_to_read(sections: Iterable[Section]) -> int:
    """Return the reading time in whole minutes: at least one, or 0 if there is no text."""
    return ceil(sum(len(section.content) for section in sections) / CHARACTERS_A_MINUTE)
