"""The fold of text for matching, which unites script, width, case and variant characters. Pure; never for display.

`fold` replaces single characters, so it keeps the length (an offset in the folded text is the same offset in the
original) and needs no context (a fragment folds as it does inside a document).
"""

import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

# Tables of opencc-python-reimplemented in which both sides may be written for one another.
# JPVariants is left out: Japanese short forms (芸 for 藝, 弁 for 辨) are other words in Chinese.
SCRIPT_TABLES = ("TSCharacters", "STCharacters", "TWVariants", "TWVariantsRev", "HKVariants", "HKVariantsRev")

# Blocks whose characters are other widths or shapes of a single ordinary character.
SHAPE_BLOCKS = (
    (0x2E80, 0x2FDF),  # radicals: ⾔ → 言
    (0x3000, 0x3000),  # ideographic space
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFF01, 0xFFEE),  # full-width and half-width forms: ％ → %
    (0x2F800, 0x2FA1F),  # compatibility ideographs, supplement
)

# Importing folds a line about ten times, once in each step that judges it. So the last folds of short texts are kept;
# they are few, so that a process under a memory limit is not affected.
LAST_FOLDS = 256
LONGEST_KEPT = 1000

# No character above this one has case (Adlam, U+1E900–1E943, is the last script that does).
LAST_CASED = 0x1E943


def fold(text: str) -> str:
    """Return *text* with every character replaced by the representative of its group; same length."""
    return _fold_of_line(text) if len(text) <= LONGEST_KEPT else text.translate(_by_code_point())


@lru_cache(LAST_FOLDS)
def _fold_of_line(line: str) -> str:
    return line.translate(_by_code_point())


@cache
def _by_code_point() -> "array[int]":
    """Return `fold_table` as an array of code points: translating by an index is several times faster than by a key."""
    table = fold_table()
    row = array("I", range(max(table) + 1))
    for code, character in table.items():
        row[code] = ord(character)
    return row


@cache
def fold_table() -> dict[int, str]:
    """Return code point → representative, for every character that is not its own representative."""
    scripts = script_representatives()
    shapes = (chr(code) for first, last in SHAPE_BLOCKS for code in range(first, last + 1))
    capitals = (character for character in map(chr, range(LAST_CASED + 1)) if character.lower() != character)
    folded = {character: _fold_character(character, scripts) for character in (*shapes, *capitals, *scripts)}
    return {ord(character): other for character, other in folded.items() if other != character}


def _fold_character(character: str, scripts: dict[str, str]) -> str:
    in_shape_block = any(first <= ord(character) <= last for first, last in SHAPE_BLOCKS)
    shaped = _only_if_single(unicodedata.normalize("NFKC", character), character) if in_shape_block else character
    lowered = _only_if_single(shaped.lower(), shaped)
    return scripts.get(lowered, lowered)


def _only_if_single(candidate: str, fallback: str) -> str:
    return candidate if len(candidate) == 1 else fallback


@cache
def script_representatives() -> dict[str, str]:
    """Return character → representative, for each group of characters that the tables turn into one another.

    The representative is the member that most Traditional characters become, then a member that is Simplified
    (jieba's dictionary, which is Simplified, then changes little), then the one with the lowest code point.
    """
    groups = _Groups()
    for table in SCRIPT_TABLES:
        for one, other in character_pairs(table):
            groups.join(one, other)
    becomes = Counter(target for other, target in character_pairs("TSCharacters") if other != target)
    simplified = {key for key, _ in table_rows("STCharacters")}

    def preference(character: str) -> tuple[int, bool, str]:
        return -becomes[character], character not in simplified, character

    return {member: min(group, key=preference) for group in groups.all() for member in group}


def character_pairs(table: str) -> Iterator[tuple[str, str]]:
    """Yield each character of one of OpenCC's tables with each of the characters it may be written as."""
    for key, values in table_rows(table):
        for value in values:
            if len(key) == len(value) == 1:
                yield key, value


def table_rows(table: str) -> Iterator[tuple[str, list[str]]]:
    """(character or word, what it may be written as) in one of OpenCC's tables, as printed there."""
    text = files("opencc").joinpath("dictionary", f"{table}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        key, tab, values = line.partition("\t")
        if tab:
            yield key, values.split()


class _Groups:
    """Disjoint sets of characters (union–find)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def _root(self, character: str) -> str:
        while (parent := self._parent.setdefault(character, character)) != character:
            character = parent
        return character

    def join(self, one: str, other: str) -> None:
        self._parent[self._root(one)] = self._root(other)

    def all(self) -> list[list[str]]:
        members: dict[str, list[str]] = {}
        for character in self._parent:
            members.setdefault(self._root(character), []).append(character)
        return list(members.values())
