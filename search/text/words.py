"""The tokenizer: cuts folded text into words, Chinese by jieba's dictionary and algorithm, the rest by a pattern."""

import importlib.util
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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

LONGEST_WORD = 64  # characters; a longer run of letters or digits is cut here, so that no term is unbounded
# Chinese characters beyond those of jieba are words by themselves.
# The pattern begins with one set of characters, so that the long Chinese runs between are skipped, not tried.
OTHER_WORD = re.compile(
    rf"""
      [^\W_{HAN_OF_JIEBA}]
      (?: (?<=[0-9]) [0-9]* (?: (?: [.,][0-9]+ )+ %? | % )       # 1.2  1,200  31%
        | (?<=[{HAN_BEYOND_JIEBA}])
        | (?<![{HAN_BEYOND_JIEBA}]) [^\W_{HAN_OF_JIEBA}{HAN_BEYOND_JIEBA}]{{0,{LONGEST_WORD - 1}}}
      )
    """,
    re.VERBOSE,
)


class Word(NamedTuple):
    """A word of a text, text[start:end]."""

    text: str
    start: int
    end: int


class Segmenter(Protocol):
    """The interface of both forms of jieba. Mode "search" gives long words and the shorter ones inside them."""

    def tokenize(self, text: str, mode: str) -> Iterable[tuple[str, int, int]]: ...

    def cut_for_search(self, text: str) -> Iterable[str]: ...


def words(text: str) -> list[Word]:
    """Return the words of folded *text* in order of their position: 政协委员 gives 政协, 政协委员, 委员."""
    tokens = [token for token in segmenter().tokenize(NOT_HAN.sub("\n", text), "search") if token[0] != "\n"]
    tokens += [(found[0], found.start(), found.end()) for found in OTHER_WORD.finditer(text)]
    tokens.sort(key=itemgetter(1, 2))
    return list(map(Word._make, tokens))


def required_words(text: str) -> list[str]:
    """Return the words, each once, that an article must hold to match folded *text* without holding it verbatim.

    A compound is replaced by its parts: an article that speaks of 提案 and of 办理 matches 提案办理.
    """
    found = words(text)
    return list(dict.fromkeys(word.text for word in found if not _is_compound(word, found)))


def _is_compound(word: Word, found: list[Word]) -> bool:
    """Whether shorter words among *found*, which is in order, cover *word* without a gap."""
    reached = word.start
    for part in found:
        inside = word.start <= part.start <= reached and part.end <= word.end
        if inside and part[1:] != word[1:]:
            reached = max(reached, part.end)
    return reached == word.end


_loading = Lock()
_user_words: ContextVar[tuple[str, ...]] = ContextVar("words of the user dictionary", default=())


@contextmanager
def user_dictionary(words: tuple[str, ...]) -> Iterator[None]:
    """Let the segmenter know *words* (folded) beside its own, inside the `with` block and in this thread."""
    before = _user_words.set(words)
    try:
        yield
    finally:
        _user_words.reset(before)


def user_words() -> tuple[str, ...]:
    """Return the words of the user dictionary that is in force."""
    return _user_words.get()


def segmenter() -> Segmenter:
    """Return the segmenter for the user dictionary in force; loading takes about a second, once for each dictionary."""
    with _loading:
        return _loaded_segmenter(user_words())


@lru_cache(maxsize=3)  # for the index in use, for the one being built, and without user words
def _loaded_segmenter(added: tuple[str, ...]) -> Segmenter:
    known = frequencies()
    if added:
        known |= _frequencies_that_win(added, known, _loaded_segmenter(()))
    compiled = importlib.util.find_spec("rjieba") is not None
    return compiled_segmenter(known) if compiled else python_segmenter(known)


def _frequencies_that_win(added: tuple[str, ...], known: dict[str, int], base: Segmenter) -> dict[str, int]:
    """Return for each added word the lowest frequency at which it is likelier than the words it is now cut into."""
    total = sum(known.values())
    found = {}
    for word in added:
        pieces = [piece for piece, _, _ in base.tokenize(word, "default")]
        chance = prod(known.get(piece, 1) / total for piece in pieces)
        found[word] = max(known.get(word, 0), int(chance * total) + 1)
    return found


def compiled_segmenter(known: dict[str, int]) -> Segmenter:
    """Return jieba in Rust, about twenty times as fast as in Python, with the same words. known: word → frequency."""
    import rjieba

    segmenter = rjieba.Jieba.empty()  # type: ignore[no-untyped-call]
    for word, frequency in known.items():
        segmenter.add_word(word, frequency, None)
    made: Segmenter = segmenter
    return made


def python_segmenter(known: dict[str, int]) -> Segmenter:
    """Return jieba in Python with the words *known*; it neither reads nor leaves a cache file in a shared folder."""
    import jieba

    prefixes = {word[:length]: 0 for word in known for length in range(1, len(word))}
    segmenter = jieba.Tokenizer()
    segmenter.FREQ, segmenter.total = prefixes | known, sum(known.values())
    segmenter.initialized = True
    made: Segmenter = segmenter
    return made


def frequencies() -> dict[str, int]:
    """Return folded word → frequency from jieba's dictionary and our lexicon; the lexicon's numbers take precedence."""
    known: dict[str, int] = {}
    for word, frequency in _dictionary(_jieba_dictionary().read_text(encoding="utf-8")):
        known[word] = known.get(word, 0) + frequency
    return known | dict(_dictionary(LEXICON.read_text(encoding="utf-8")))


@cache
def spellings() -> dict[str, str]:
    """Return folded word → the dictionary's spelling, where the two differ; folded text is never shown."""
    lines = DICTIONARY_LINE.findall(_jieba_dictionary().read_text(encoding="utf-8"))
    written = [word for word, _ in reversed(lines)]  # so that the first of two spellings wins
    folded = fold("\n".join(written)).splitlines()
    return {key: word for key, word in zip(folded, written, strict=True) if key != word}


def _dictionary(text: str) -> Iterator[tuple[str, int]]:
    """Yield each folded word of a dictionary file with its frequency."""
    rows = DICTIONARY_LINE.findall(text)
    folded = fold("\n".join(word for word, _ in rows)).splitlines()
    return ((word, int(frequency)) for word, (_, frequency) in zip(folded, rows, strict=True))


def _jieba_dictionary() -> Path:
    """Return the path of jieba's dictionary without importing jieba, which would load its own tables."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed: pip install -r requirements.txt")
    return Path(spec.submodule_search_locations[0]) / "dict.txt"
