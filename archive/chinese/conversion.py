"""Conversion to the other script by OpenCC's phrase tables: for display, never for storing or comparing. Pure."""

from functools import cache, lru_cache
from typing import Any

TABLES = {"hans": "t2s", "hant": "s2t", "hant-tw": "s2twp", "hant-hk": "s2hk"}
# Tables for text that is Traditional already: those for Simplified text would turn its 后 into 後.
FROM_HANT = {"hant-tw": "t2tw", "hant-hk": "t2hk"}
MOST_KEPT = 4_096  # texts: the lines of about fifty articles


@lru_cache(MOST_KEPT)
def converted(text: str, script: str, *, source: str = "") -> str:
    """Return *text* in *script*, a key of TABLES. *source* is the text's script if known: hans, hant or mixed.

    The words of Taiwan can be longer or shorter than those they replace; other tables mostly keep the length.
    """
    table = FROM_HANT.get(script, TABLES[script]) if source == "hant" else TABLES[script]
    shown: str = _converter(table).convert(text)
    return shown


@cache
def _converter(table: str) -> Any:
    from opencc import OpenCC  # loads its tables, which takes a moment, when first needed

    return OpenCC(table)
