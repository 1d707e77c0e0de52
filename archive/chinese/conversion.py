"""Conversion to the other script by OpenCC's phrase tables: for display, never for storing or comparing. Pure.

Only the words of a region serve comparing as well.
"""

from functools import cache, lru_cache
from typing import Any

from archive.chinese.folding import fold, table_rows

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


@cache
def words_of_a_region(table: str) -> dict[str, str]:
    """Word → word of the other region, both folded, by one of OpenCC's tables: TWPhrases or TWPhrasesRev.

    By TWPhrasesRev, which tw2sp uses, 资讯 becomes 信息. A word that both regions use may be among them (文件): nothing
    in a folded text says which it is.
    """
    words = {fold(word): fold(others[0]) for word, others in table_rows(table)}
    return {word: other for word, other in words.items() if word != other}
