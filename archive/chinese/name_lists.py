"""Lists of names in one text, such as keywords: 协商、"Open Data"、民主. Pure."""

import re
from collections.abc import Iterable
from typing import Literal

Spaces = Literal["alone", "always", "never"]  # when spaces separate names; "alone": where no comma or the like does

BETWEEN = ",，、;；|｜\n\t"
QUOTED = r'"(?P<quoted>(?:[^"]|"")+)"'
ITEM = re.compile(rf"[ \u3000]*(?:{QUOTED}[ \u3000]*(?=[{BETWEEN}]|$)|(?P<plain>[^{BETWEEN}]+))")
WORD = re.compile(rf"{QUOTED}(?=[{BETWEEN}\s]|$)|(?P<plain>[^{BETWEEN}\s]+)")
NEEDS_QUOTES = re.compile(rf'[{BETWEEN}"\s]')


def split_names(text: str, *, spaces: Spaces = "alone") -> list[str]:
    """Return the names in *text*: cut at commas and the like, and at spaces if these separate names.

    What is in straight quotation marks stays whole. Example: `split_names("城市 更新、民主")` is
    `["城市 更新", "民主"]`, `split_names("城市 更新")` is `["城市", "更新"]`.
    """
    only = ITEM.fullmatch(text)
    at_spaces = spaces == "always" or (spaces == "alone" and only and only["plain"])
    names = (_name(match) for match in (WORD if at_spaces else ITEM).finditer(text))
    return [name for name in names if name]


def join_names(names: Iterable[str], between: str = "、") -> str:
    """Return the names as a text from which `split_names` gets the same names."""
    return between.join(_quoted(name) if NEEDS_QUOTES.search(name) else name for name in names)


def _name(match: re.Match[str]) -> str:
    text = match["quoted"].replace('""', '"') if match["quoted"] else match["plain"]
    return " ".join(text.split())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
