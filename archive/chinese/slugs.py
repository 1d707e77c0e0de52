"""Readable Latin addresses for Chinese names and titles, by pinyin. Pure."""

import re
import unicodedata

from pypinyin import lazy_pinyin

from archive.chinese.folding import fold

LONGEST = 80  # characters; an address is for people to read, the id decides


def slug(text: str) -> str:
    """Pinyin of *text*, words joined by hyphens: 探索机制 → tan-suo-ji-zhi. Never empty."""
    joined = ""
    for syllable in " ".join(lazy_pinyin(fold(text), errors=_latin)).split():
        if len(joined) + 1 + len(syllable) > LONGEST:
            break
        joined += f"-{syllable}" if joined else syllable
    return joined[:LONGEST] or "untitled"


def _latin(text: str) -> str:
    """What is not Chinese: its Latin words and numbers without accents, spaces between."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain))
