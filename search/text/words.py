"""Cuts folded text into words: Chinese by jieba's dictionary and algorithm, the rest by one pattern. Pure."""

import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import NamedTuple, Protocol

from archive.chinese.folding import fold

LEXICON = Path(__file__).with_name("lexicon.txt")

# The characters that jieba itself takes for Chinese. Nothing else is handed to it: on any other
# character its Python and its compiled form may part.
HAN = "\u4e00-\u9fd5"
NOT_HAN = re.compile(f"[^{HAN}]")
DICTIONARY_LINE = re.compile(f"^([{HAN}]+) ([0-9]+)", re.MULTILINE)

LONGEST = 64  # characters; a longer run of letters or digits is cut here, so that no term is unbounded
OTHER_WORD = re.compile(
    rf"""
      [0-9]+ (?: [.,][0-9]+ )+ %? | [0-9]+ %         # 1.2  1,200  31%
    | [\u3400-\u4dbf\u9fd6-\u9fff〇\U00020000-\U0003ffff]  # rarer Chinese characters, each by itself
    | [^\W_{HAN}\u3400-\u4dbf\u9fd6-\u9fff〇\U00020000-\U0003ffff]{{1,{LONGEST}}}
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


def segmenter() -> Segmenter:
    """The one segmenter of this process; loading its dictionary takes about a second, once."""
    with _loading:
        return _loaded_segmenter()


@cache
def _loaded_segmenter() -> Segmenter:
    compiled = importlib.util.find_spec("rjieba") is not None
    return compiled_segmenter() if compiled else python_segmenter()


def compiled_segmenter() -> Segmenter:
    """jieba in Rust, about twenty times as fast; the same words."""
    import rjieba

    segmenter = rjieba.Jieba.empty()  # type: ignore[no-untyped-call]
    for word, frequency in frequencies().items():
        segmenter.add_word(word, frequency, None)
    made: Segmenter = segmenter
    return made


def python_segmenter() -> Segmenter:
    """jieba itself, filled from here: it neither reads nor leaves a cache file in a shared folder."""
    import jieba

    known = frequencies()
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
