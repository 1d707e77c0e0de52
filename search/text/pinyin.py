"""How Chinese is read aloud: syllables without tones, a word's own reading before its characters'. Pure."""

from functools import cache

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from search.text.words import NOT_HAN, segmenter

PLAIN = str.maketrans("āáǎàēéěèōóǒòīíǐìūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeooooiiiiuuuuvvvvvnnnm")


def syllables(text: str) -> list[str]:
    """A syllable for each character of folded *text*; what is not Chinese stands for itself."""
    read: list[str] = []
    for word, start, _ in segmenter().tokenize(NOT_HAN.sub("\n", text), "default"):
        read.extend(text[start : start + 1] if word == "\n" else _of_word(word))
    return read


def by_characters(text: str) -> tuple[str, ...]:
    """The usual syllable of each character, whatever word it stands in."""
    return tuple(map(_of_character, text))


def _of_word(word: str) -> list[str]:
    """By the longest phrases with a reading of their own that it begins with: 重庆 in 重庆市."""
    for length in range(len(word), 1, -1):
        known = PHRASES_DICT.get(word[:length])
        if known and len(known) == length:
            return [_plain(choices[0]) for choices in known] + _of_word(word[length:])
    return [_of_character(word[0]), *_of_word(word[1:])] if word else []


@cache
def _of_character(character: str) -> str:
    readings: str = PINYIN_DICT.get(ord(character), character)
    return _plain(readings.partition(",")[0])


def _plain(syllable: str) -> str:
    return syllable.translate(PLAIN)
