"""Cuts folded text into words: Chinese by jieba's dictionary and algorithm, the rest by one pattern. Pure."""

import importlib.util
import re
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from functools import cache, lru_cache
from math import prod
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import NamedTuple, Protocol

from archive.chinese.folding import fold
from archive.chinese.marks import HAN_BEYOND_JIEBA, HAN_OF_JIEBA

LEXICON = Path(__file__).with_name("lexicon.txt")

# Only characters that jieba itself takes for Chinese are handed to it: on any other character its Python and its
# compiled form may part.
NOT_HAN = re.compile(f"[^{HAN_OF_JIEBA}]")
DICTIONARY_LINE = re.compile(f"^([{HAN_OF_JIEBA}]+) ([0-9]+)", re.MULTILINE)

LONGEST = 64  # characters; a longer run of letters or digits is cut here, so that no term is unbounded
# Chinese characters beyond jieba's are words by themselves.
# The pattern begins with one set of characters, so that the long stretches of Chinese between are skipped, not tried.
OTHER_WORD = re.compile(
    rf"""
      [^\W_{HAN_OF_JIEBA}]
      (?: (?<=[0-9]) [0-9]* (?: (?: [.,][0-9]+ )+ %? | % )       # 1.2  1,200  31%
        | (?<=[{HAN_BEYOND_JIEBA}])
        | (?<![{HAN_BEYOND_JIEBA}]) [^\W_{HAN_OF_JIEBA}{HAN_BEYOND_JIEBA}]{{0,{LONGEST - 1}}}
      )
    """,
    re.VERBOSE,
)

Token = tuple[str, int, int]


class Word(NamedTuple):
    """A word and the place it stands at, in characters."""

    text: str
    start: int
    end: int


class Segmenter(Protocol):
    """What both forms of jieba offer, here in search mode: long words, and the shorter ones inside them."""

    def tokenize(self, text: str, mode: str) -> Iterable[Token]: ...

    def cut_for_search(self, text: str) -> Iterable[str]: ...


def words(text: str) -> list[Word]:
    """The words of *text*, which must be folded, by place: 政协委员 gives 政协, 政协委员, 委员."""
    tokens = [token for token in segmenter().tokenize(NOT_HAN.sub("\n", text), "search") if token[0] != "\n"]
    tokens += [(found[0], found.start(), found.end()) for found in OTHER_WORD.finditer(text)]
    tokens.sort(key=itemgetter(1, 2))
    return list(map(Word._make, tokens))


def needed(text: str) -> list[str]:
    """The words that must stand in a report for it to answer *text*, which must be folded; none twice.

    A word that shorter words make up gives way to them: a report that speaks of 提案 and of 办理 answers 提案办理.
    """
    found = words(text)
    return list(dict.fromkeys(word.text for word in found if not _made_up(word, found)))


def _made_up(word: Word, found: list[Word]) -> bool:
    """Whether shorter words among *found*, which is in order, cover *word* without a gap."""
    reached = word.start
    for part in found:
        inside = word.start <= part.start <= reached and part.end <= word.end
        if inside and part[1:] != word[1:]:
            reached = max(reached, part.end)
    return reached == word.end


_loading = Lock()
_added: ContextVar[tuple[str, ...]] = ContextVar("words added to the dictionary", default=())


class adding:
    """Within this, in this thread, the segmenter knows *words* (folded) beside its own."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words

    def __enter__(self) -> None:
        self._before = _added.set(self._words)

    def __exit__(self, *_: object) -> None:
        _added.reset(self._before)


def added() -> tuple[str, ...]:
    """The words that the segmenter knows beside its own, here and now."""
    return _added.get()


def segmenter() -> Segmenter:
    """The segmenter for the words added; loading its dictionary takes about a second, once for each choice of them."""
    with _loading:
        return _loaded_segmenter(added())


@lru_cache(maxsize=3)  # of the index in use, of the one being built, and without any
def _loaded_segmenter(added: tuple[str, ...]) -> Segmenter:
    known = frequencies()
    if added:
        known |= _winning(added, known, _loaded_segmenter(()))
    compiled = importlib.util.find_spec("rjieba") is not None
    return compiled_segmenter(known) if compiled else python_segmenter(known)


def _winning(added: tuple[str, ...], known: dict[str, int], base: Segmenter) -> dict[str, int]:
    """For each word the lowest frequency at which it is more probable than the words it is cut into without it."""
    total = sum(known.values())
    found = {}
    for word in added:
        pieces = [piece for piece, _, _ in base.tokenize(word, "default")]
        chance = prod(known.get(piece, 1) / total for piece in pieces)
        found[word] = max(known.get(word, 0), int(chance * total) + 1)
    return found


def compiled_segmenter(known: dict[str, int]) -> Segmenter:
    """jieba in Rust, about twenty times as fast; the same words."""
    import rjieba

    segmenter = rjieba.Jieba.empty()  # type: ignore[no-untyped-call]
    for word, frequency in known.items():
        segmenter.add_word(word, frequency, None)
    made: Segmenter = segmenter
    return made


def python_segmenter(known: dict[str, int]) -> Segmenter:
    """jieba itself, filled from here: it neither reads nor leaves a cache file in a shared folder."""
    import jieba

    beginnings = {word[:length]: 0 for word in known for length in range(1, len(word))}
    segmenter = jieba.Tokenizer()
    segmenter.FREQ, segmenter.total = beginnings | known, sum(known.values())
    segmenter.initialized = True
    made: Segmenter = segmenter
    return made


def frequencies() -> dict[str, int]:
    """Folded word → frequency: jieba's dictionary, then our lexicon, whose figures take precedence."""
    known: dict[str, int] = {}
    for word, frequency in _dictionary(_jieba_dictionary().read_text(encoding="utf-8")):
        known[word] = known.get(word, 0) + frequency
    return known | dict(_dictionary(LEXICON.read_text(encoding="utf-8")))


@cache
def spellings() -> dict[str, str]:
    """Folded word → as the dictionary writes it, where the two differ: folded text is never shown."""
    lines = DICTIONARY_LINE.findall(_jieba_dictionary().read_text(encoding="utf-8"))
    written = [word for word, _ in reversed(lines)]  # of two spellings the first counts
    folded = fold("\n".join(written)).splitlines()
    return {key: word for key, word in zip(folded, written, strict=True) if key != word}


def _dictionary(text: str) -> Iterator[tuple[str, int]]:
    rows = DICTIONARY_LINE.findall(text)
    folded = fold("\n".join(word for word, _ in rows)).splitlines()
    return ((word, int(frequency)) for word, (_, frequency) in zip(folded, rows, strict=True))


def _jieba_dictionary() -> Path:
    """Found without importing jieba, which would load its own tables."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed: pip install -r requirements.txt")
    return Path(spec.submodule_search_locations[0]) / "dict.txt"
