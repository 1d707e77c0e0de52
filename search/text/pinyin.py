"""The pronunciation of Chinese as pinyin syllables without tones; a word's own reading comes first. Pure."""

from functools import cache

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from search.text.words import NOT_HAN, segmenter

TONELESS = str.maketrans("āáǎàēéěèōóǒòīíǐìūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeooooiiiiuuuuvvvvvnnnm")


def syllables(text: str) -> list[str]:
    """Return one syllable for each character of folded *text*; a character that is not Chinese gives itself."""
    found: list[str] = []
    for word, start, _ in segmenter().tokenize(NOT_HAN.sub("\n", text), "default"):
        found.extend(text[start : start + 1] if word == "\n" else _word_syllables(word))
    return found


def by_characters(text: str) -> tuple[str, ...]:
    """Return the most common syllable of each character, whatever word it occurs in."""
    return tuple(map(_character_syllable, text))


def _word_syllables(word: str) -> list[str]:
    """Read a word by its longest prefixes with a reading of their own, such as 重庆 in 重庆市."""
    for length in range(len(word), 1, -1):
        known = PHRASES_DICT.get(word[:length])
        if known and len(known) == length:
            return [_toneless(choices[0]) for choices in known] + _word_syllables(word[length:])
    return [_character_syllable(word[0]), *_word_syllables(word[1:])] if word else []


@cache
def _character_syllable(character: str) -> str:
    readings: str = PINYIN_DICT.get(ord(character), character)
    return _toneless(readings.partition(",")[0])


def _toneless(syllable: str) -> str:
    return syllable.translate(TONELESS)
