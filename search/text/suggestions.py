"""What a reader may have meant: words of the index that sound or look like what was typed. Pure."""

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
LEAST_RUN = 4  # characters of a part that is offered as a phrase
WORD = re.compile(f"[{HAN_OF_JIEBA}]{{{SHORTEST},{LONGEST}}}")

# How much a likeness is worth; the weight of a word is multiplied by it.
SAME_SOUND, LOOKS_ALIKE, SWAPPED, ONE_MORE, ONE_OTHER = 4.0, 3.0, 2.0, 1.5, 1.0
ACROSS_WORDS = 0.4  # for a place that cuts into a word the index knows

# Characters that are easily taken for one another.
LOOK_ALIKE = (
    "己已巳 未末 土士 日曰 人入八 大太犬 千干于 天夫 午牛 贝见 侯候 辩辨辫 拔拨 折拆 享亨 即既 帐账 燥躁 晴睛 情清请"
    " 坚竖 暑署 徒徙 券卷 杨扬 治冶 今令 历厉 间问 毫豪 蓝篮 密蜜 廷延 提堤 仪议义 副幅福 部陪 遣遗 崇祟"
    " 粟栗 盲肓 协胁 收攻"
    " 牧枚 府俯 案桉 政故 委季 员圆 税脱悦 务物 调凋 研妍 座坐 型形 记纪 作做 象像 复覆 练炼 交郊 城诚 村材 科料 环坏还"
)
SHAPE = {character: group[0] for group in LOOK_ALIKE.split() for character in map(fold, group)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A folded word of the index that may stand for text[start:end], and how likely."""

    word: str
    start: int
    end: int
    score: float


class Corrections:
    """Words of an index, to be found by sound and by all but one of their characters. Made once."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """counts: folded word → reports that hold it."""
        self._counts = {word: count for word, count in counts.items() if WORD.fullmatch(word)}
        self._by_sound: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._by_gap: dict[str, list[str]] = defaultdict(list)
        for word in self._counts:
            self._by_sound[by_characters(word)].append(word)
            for shorter in _with_gap(word):
                self._by_gap[shorter].append(word)

    def candidates(self, text: str, limit: int) -> tuple[Candidate, ...]:
        """The likeliest, best first, for any part of *text*; none for a part that is itself a word of the index."""
        folded = fold(text)
        known = [(word.start, word.end) for word in words(folded) if word.text in self._counts]
        best: dict[str, Candidate] = {}
        for start, end in _windows(folded):
            part = folded[start:end]
            cuts = any(a < start < b or a < end < b for a, b in known)
            for word, likeness in self._like(part):
                weight = math.log1p(self._counts[word]) * likeness * (ACROSS_WORDS if cuts else 1.0)
                corrected = folded[:start] + word + folded[end:]
                if corrected not in best or weight > best[corrected].score:
                    best[corrected] = Candidate(word, start, end, weight)
        return tuple(sorted(best.values(), key=lambda one: (-one.score, one.start, one.word))[:limit])

    def _like(self, part: str) -> Iterator[tuple[str, float]]:
        if part in self._counts:
            return
        for word in self._by_sound.get(by_characters(part), ()):
            yield word, SAME_SOUND
        seen = {part}
        for key in (part, *_with_gap(part)):
            for word in (*self._by_gap.get(key, ()), *([key] if key in self._counts else [])):
                if word not in seen:
                    seen.add(word)
                    yield from _likeness(part, word)


def _likeness(part: str, word: str) -> Iterator[tuple[str, float]]:
    """Of two short words another single character makes another word: that alone is no likeness."""
    if len(part) != len(word):
        if max(len(part), len(word)) > SHORTEST + 1:
            yield word, ONE_MORE
        return
    differing = [(one, other) for one, other in zip(part, word, strict=True) if one != other]
    if sorted(part) == sorted(word):
        yield word, SWAPPED
    elif len(differing) == 1:
        one, other = differing[0]
        if SHAPE.get(one, one) == SHAPE.get(other, other):
            yield word, LOOKS_ALIKE
        elif len(word) > SHORTEST:
            yield word, ONE_OTHER


def _with_gap(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))} if len(word) > 1 else set()


def _windows(text: str) -> Iterator[tuple[int, int]]:
    for start in range(len(text)):
        for end in range(start + SHORTEST, min(len(text), start + LONGEST) + 1):
            if WORD.fullmatch(text, start, end):
                yield start, end


def runs_of_words(text: str, most: int) -> list[str]:
    """Parts of *text* of whole words, but not all of it, longest first: what may stand verbatim."""
    tokens = segmenter().tokenize(NOT_HAN.sub("\n", fold(text)), "default")
    found = [(start, end) for word, start, end in tokens if word != "\n"]
    inside = [(a, b) for a, _ in found for _, b in found if LEAST_RUN <= b - a < len(text)]
    inside = [(a, b) for a, b in inside if text[a:b].isalnum()]
    inside.sort(key=lambda span: (span[0] - span[1], span[0]))
    return [text[start:end] for start, end in inside[:most]]
