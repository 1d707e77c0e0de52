"""Slugs: the readable part of the address of a Chinese name or title, in pinyin. Pure."""

import re
import unicodedata

from pypinyin import lazy_pinyin

from archive.chinese.folding import fold

LONGEST = 80  # characters; an address is for people to read, the id decides


def slug(text: str) -> str:
    """Return the pinyin of *text*, syllables joined by hyphens: 探索机制 → tan-suo-ji-zhi. It is never empty."""
    joined = ""
    for syllable in " ".join(lazy_pinyin(fold(text), errors=_latin)).split():
        if len(joined) + 1 + len(syllable) > LONGEST:
            break
        joined += f"-{syllable}" if joined else syllable
    return joined[:LONGEST] or "untitled"


def _latin(text: str) -> str:
    """Return the Latin words and numbers of a text that is not Chinese, without accents, spaces between."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain))
