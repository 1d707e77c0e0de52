"""Which script a text is written in: Simplified, Traditional, or both. Pure."""

from collections import Counter
from functools import cache
from typing import Literal

from archive.chinese.folding import character_pairs

Script = Literal["hans", "hant", "mixed"]

# The language tags of BCP 47, for `lang` attributes and citations.
LANGUAGE_TAGS: dict[Script, str] = {"hans": "zh-Hans", "hant": "zh-Hant", "mixed": "zh"}

# A text is mixed when the rarer script has at least this share of the characters that tell. Below it lie
# what conversion by machine leaves behind (并, 群, 么 in Traditional text) and names kept in the other script.
LEAST_SHARE = 0.1


def script_of(text: str) -> Script:
    """The script of *text*; Simplified when nothing in it tells."""
    simplified, traditional = _telling_characters()
    counts = Counter(text)
    hans = sum(count for character, count in counts.items() if character in simplified)
    hant = sum(count for character, count in counts.items() if character in traditional)
    if min(hans, hant) > LEAST_SHARE * (hans + hant):
        return "mixed"
    return "hant" if hant > hans else "hans"


@cache
def _telling_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of one script only. 后, 里, 余 are in both (皇后, 公里, 余某) and tell nothing."""
    simplified = _never_kept("STCharacters")
    traditional = _never_kept("TSCharacters")
    return simplified - traditional, traditional - simplified


def _never_kept(table: str) -> frozenset[str]:
    pairs = list(character_pairs(table))
    return frozenset(one for one, _ in pairs) - {one for one, other in pairs if one == other}
