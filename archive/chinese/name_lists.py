"""Lists of names in one text, such as keywords: 协商、"Open Data"、民主. Pure."""

import re
from collections.abc import Iterable

BETWEEN = ",，、;；|｜\n\t"
ITEM = re.compile(rf'[ \u3000]*(?:"(?P<quoted>(?:[^"]|"")+)"[ \u3000]*(?=[{BETWEEN}]|$)|(?P<plain>[^{BETWEEN}]+))')
SPACED_ITEM = re.compile(r'"(?P<quoted>(?:[^"]|"")+)"(?!\S)|(?P<plain>\S+)')
NEEDS_QUOTES = re.compile(rf'[{BETWEEN}"\s]')


def split_names(text: str, *, at_spaces: bool = True) -> list[str]:
    """Return the names in *text*: cut at commas and the like, or at spaces if it has nothing but spaces between names.

    What is in straight quotation marks stays whole. Without *at_spaces* spaces never separate. Example:
    `split_names("城市 更新、民主")` is `["城市 更新", "民主"]`, `split_names("城市 更新")` is `["城市", "更新"]`.
    """
    names = [_name(match) for match in ITEM.finditer(text)]
    only = ITEM.fullmatch(text)
    if at_spaces and only and only["plain"]:
        names = [_name(match) for match in SPACED_ITEM.finditer(only["plain"])]
    return [name for name in names if name]


def join_names(names: Iterable[str]) -> str:
    """Return the names as a text from which `split_names` gets the same names."""
    return "、".join(_quoted(name) if NEEDS_QUOTES.search(name) else name for name in names)


def _name(match: re.Match[str]) -> str:
    text = match["quoted"].replace('""', '"') if match["quoted"] else match["plain"]
    return " ".join(text.split())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
