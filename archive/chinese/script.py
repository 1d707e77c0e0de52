"""The script of a text: Simplified, Traditional, or mixed. Pure."""

from collections import Counter
from functools import cache
from typing import Literal

from archive.chinese.folding import character_pairs

Script = Literal["hans", "hant", "mixed"]

# The language tags of BCP 47, for `lang` attributes and citations.
LANGUAGE_TAGS: dict[Script, str] = {"hans": "zh-Hans", "hant": "zh-Hant", "mixed": "zh"}

# A text is mixed if the rarer script has more than this share of the characters of one script only. Smaller shares
# come from conversion by machine (并, 群, 么 in Traditional text) and from names kept in the other script.
LEAST_SHARE = 0.1


def script_of(text: str) -> Script:
    """Return the script of *text*; Simplified if all its characters belong to both scripts."""
    simplified, traditional = _characters_of_one_script()
    counts = Counter(text)
    hans = sum(count for character, count in counts.items() if character in simplified)
    hant = sum(count for character, count in counts.items() if character in traditional)
    if min(hans, hant) > LEAST_SHARE * (hans + hant):
        return "mixed"
    return "hant" if hant > hans else "hans"


@cache
def _characters_of_one_script() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that only Simplified text has and those that only Traditional text has.

    后, 里, 余 belong to both scripts (皇后, 公里, 余某).
    """
    simplified = _never_kept("STCharacters")
    traditional = _never_kept("TSCharacters")
    return simplified - traditional, traditional - simplified


def _never_kept(table: str) -> frozenset[str]:
    pairs = list(character_pairs(table))
    return frozenset(one for one, _ in pairs) - {one for one, other in pairs if one == other}
