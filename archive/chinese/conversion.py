"""Text in the other script, by OpenCC's phrase tables: for showing, never for storing or comparing. Pure."""

from functools import cache
from typing import Any

TABLES = {"hans": "t2s", "hant": "s2t"}


def converted(text: str, script: str) -> str:
    """*text* in *script*, hans or hant."""
    shown: str = _converter(TABLES[script]).convert(text)
    return shown


@cache
def _converter(table: str) -> Any:
    from opencc import OpenCC  # loads its tables, which takes a moment, when first needed

    return OpenCC(table)
