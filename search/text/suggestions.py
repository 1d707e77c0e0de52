"""Spelling suggestions: words of the index that sound or look like a word that was typed. Pure."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.chinese.folding import fold
from archive.chinese.marks import HAN_OF_JIEBA
from search.text.pinyin import by_characters
from search.text.words import NOT_HAN, segmenter, words

SHORTEST, LONGEST = 2, 6  # characters of a word that is suggested
SHORTEST_PHRASE = 4  # characters
WORD = re.compile(f"[{HAN_OF_JIEBA}]{{{SHORTEST},{LONGEST}}}")

# Similarity weights; the weight of a word is multiplied by one of them.
SAME_SOUND, LOOKS_ALIKE, SWAPPED, ONE_MORE, ONE_OTHER = 4.0, 3.0, 2.0, 1.5, 1.0
ACROSS_WORDS = 0.4  # for a part that cuts through a word the index knows

# Groups of characters that are easily taken for one another.
LOOK_ALIKE = (
    "己已巳 未末 土士 日曰 人入八 大太犬 千干于 天夫 午牛 贝见 侯候 辩辨辫 拔拨 折拆 享亨 即既 帐账 燥躁 晴睛 情清请"
    " 坚竖 暑署 徒徙 券卷 杨扬 治冶 今令 历厉 间问 毫豪 蓝篮 密蜜 廷延 提堤 仪议义 副幅福 部陪 遣遗 崇祟"
    " 粟栗 盲肓 协胁 收攻"
    " 牧枚 府俯 案桉 政故 委季 员圆 税脱悦 务物 调凋 研妍 座坐 型形 记纪 作做 象像 复覆 练炼 交郊 城诚 村材 科料 环坏还"
)
SHAPE = {character: group[0] for group in LOOK_ALIKE.split() for character in map(fold, group)}


@dataclass(frozen=True, slots=True)
class Correction:
    """A folded word of the index that may have been meant by text[start:end], and its score."""

    word: str
    start: int
    end: int
    score: float


class Corrections:
    """The words of an index, indexed once by pronunciation and by all but one of their characters."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """counts: folded word → number of articles that hold it."""
        self._counts = {word: count for word, count in counts.items() if WORD.fullmatch(word)}
        self._by_sound: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._by_deletion: dict[str, list[str]] = defaultdict(list)
        for word in self._counts:
            self._by_sound[by_characters(word)].append(word)
            for shorter in _deletions(word):
                self._by_deletion[shorter].append(word)

    def candidates(self, text: str, limit: int) -> tuple[Correction, ...]:
        """Return the best corrections of any part of *text*, best first; a part that the index knows has none."""
        folded = fold(text)
        known = [(word.start, word.end) for word in words(folded) if word.text in self._counts]
        best: dict[str, Correction] = {}
        for start, end in _windows(folded):
            part = folded[start:end]
            cuts = any(a < start < b or a < end < b for a, b in known)
            for word, similarity in self._similar_words(part):
                score = math.log1p(self._counts[word]) * similarity * (ACROSS_WORDS if cuts else 1.0)
                corrected = folded[:start] + word + folded[end:]
                if corrected not in best or score > best[corrected].score:
                    best[corrected] = Correction(word, start, end, score)
        return tuple(sorted(best.values(), key=lambda one: (-one.score, one.start, one.word))[:limit])

    def _similar_words(self, part: str) -> Iterator[tuple[str, float]]:
        """Yield words of the index with their similarity to *part*."""
        if part in self._counts:
            return
        for word in self._by_sound.get(by_characters(part), ()):
            yield word, SAME_SOUND
        seen = {part}
        for key in (part, *_deletions(part)):
            for word in (*self._by_deletion.get(key, ()), *([key] if key in self._counts else [])):
                if word not in seen:
                    seen.add(word)
                    if similarity := _similarity(part, word):
                        yield word, similarity


def _similarity(part: str, word: str) -> float:
    """Compare two texts that differ in one character or in order; 0 if the likeness is too weak to suggest *word*.

    Another single character makes a different word of a word of SHORTEST characters, so that alone counts 0.
    """
    if len(part) != len(word):
        return ONE_MORE if max(len(part), len(word)) > SHORTEST + 1 else 0
    if sorted(part) == sorted(word):
        return SWAPPED
    differing = [(one, other) for one, other in zip(part, word, strict=True) if one != other]
    if len(differing) != 1:
        return 0
    one, other = differing[0]
    if SHAPE.get(one, one) == SHAPE.get(other, other):
        return LOOKS_ALIKE
    return ONE_OTHER if len(word) > SHORTEST else 0


def _deletions(word: str) -> set[str]:
    """Return *word* without each one of its characters."""
    return {word[:index] + word[index + 1 :] for index in range(len(word))} if len(word) > 1 else set()


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of every part of *text* that could be a word."""
    for start in range(len(text)):
        for end in range(start + SHORTEST, min(len(text), start + LONGEST) + 1):
            if WORD.fullmatch(text, start, end):
                yield start, end


def subphrases(text: str, most: int) -> list[str]:
    """Return up to *most* parts of *text* that are made of whole words, longest first; never all of it."""
    tokens = segmenter().tokenize(NOT_HAN.sub("\n", fold(text)), "default")
    found = [(start, end) for word, start, end in tokens if word != "\n"]
    inside = [(a, b) for a, _ in found for _, b in found if SHORTEST_PHRASE <= b - a < len(text)]
    inside = [(a, b) for a, b in inside if text[a:b].isalnum()]
    inside.sort(key=lambda span: (span[0] - span[1], span[0]))
    return [text[start:end] for start, end in inside[:most]]
