"""The hardest queries for a search engine, made of what stands most often in a corpus. Nothing is measured here."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from benchmarks.peers import tokens
from search.engine.documents import Document
from search.text.grammar import DEEPEST, LONGEST_LINE, MOST_TERMS

# What generated strings are made of, besides the characters of the corpus.
MARKS = (*'"“”「」『』()（）|｜*＊-－', " ", "　", "，", "。", "、", ":", "：", "'", "\\", "/", "?", "~", "^", "%", "_")
OPERATORS = (
    " OR ",
    " AND ",
    " NOT ",
    " -",
    " | ",
    "ＯＲ",
    " or ",
    "title:",
    "标题：",
    "year:",
    "年份:",
    "body:",
    "id:",
)
LATIN = ("a", "Z", "the", "APP", "1", "2019", "2018..2020", "31%", "1,200", "..", "é", "ß", "İ", "ſ", "Ⅷ", "①", "4３")
ODD = (
    "\0",
    "\t",
    "\n",
    "\u200b",
    "\ufeff",
    "\ud800",
    "\udfff",
    "\uffff",
    "\U0010ffff",
    "𠮷",
    "👩‍👩‍👧",
    "e\u0301",
    "ﷺ",
    "\u202e",
    "가",
    "か",
)


@dataclass(frozen=True, slots=True)
class Commonest:
    """The most frequent characters, bigrams and words of a corpus, and two of its texts."""

    characters: list[str]
    bigrams: list[str]
    words: list[str]
    texts: list[str]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> "Commonest":
        texts = ["".join(document.texts["body"].split()) for document in documents]
        bigrams = Counter("".join(bigram) for text in texts for bigram in pairwise(text))
        words = Counter(word for text in texts for word in tokens(text))
        han = [one for one, _ in Counter("".join(texts)).most_common() if one.isalpha() and not one.isascii()]
        longest = sorted(texts, key=len)[-2:]
        return cls(han, *([one for one, _ in counter.most_common(1000)] for counter in (bigrams, words)), longest)


def worst_queries(commonest: Commonest) -> list[str]:
    """Fifty queries that match much, expand to much, or keep the phrase matching busy."""
    return [
        *commonest.characters[:5],
        *(f"{character}*" for character in (*commonest.characters[:5], "1", "2", "a")),
        *of_many_terms(commonest),
        *nested(commonest.words),
        *phrases(commonest),
        *(f'"{mark}"' for mark in "，。、)"),
        f"-{commonest.characters[0]}",
        f"title:{commonest.characters[0]}",
        f"title:({' OR '.join(commonest.words[:MOST_TERMS])})",
        f"year:..2100 {commonest.characters[0]}*",
        "year:2000..2100",
    ]


def of_many_terms(commonest: Commonest) -> Iterator[str]:
    """As many terms, or as many characters, as are read."""
    words, characters = commonest.words, commonest.characters
    for several in (words[:MOST_TERMS], words[MOST_TERMS : 2 * MOST_TERMS], characters[:MOST_TERMS]):
        yield " OR ".join(several)
        yield " ".join(several)
    yield " OR ".join(f"{character}*" for character in characters[:MOST_TERMS])
    yield " OR ".join(f"-{character}" for character in characters[:MOST_TERMS])
    yield "".join(characters[:LONGEST_LINE])
    yield "".join(random.Random(1).choices(characters[:LONGEST_LINE], k=LONGEST_LINE))
    yield "".join(words)[:LONGEST_LINE]
    yield " OR ".join(text[:12] for text in cut(commonest.texts[0], 12)[:MOST_TERMS])


def nested(words: list[str]) -> Iterator[str]:
    """Parentheses as deep as they are read."""
    for before, between in (("(", " OR "), ("NOT (", " OR "), ("-(", " "), ("(", "* | ")):
        yield between.join(f"{before}{word}" for word in words[:DEEPEST]) + ")" * DEEPEST


def phrases(commonest: Commonest) -> Iterator[str]:
    """Long and short ones of what stands everywhere, and some that do stand somewhere in full."""
    most = LONGEST_LINE - 2
    first, bigrams = commonest.characters[0], commonest.bigrams
    yield from (f'"{first * count}"' for count in (2, 3, most))
    yield from (f'"{"".join(bigrams)[:count]}"' for count in (2, 3, 6, 30, most))
    yield from (f'"{text[:most]}"' for text in commonest.texts)
    yield " OR ".join(f'"{bigram}"' for bigram in bigrams[:MOST_TERMS])
    yield " OR ".join(f'"{one}{other}"' for one, other in islice(pairwise(bigrams), MOST_TERMS))


def cut(text: str, length: int) -> list[str]:
    return [text[start : start + length] for start in range(0, len(text), length)]


def strings(commonest: Commonest, count: int) -> Iterator[str]:
    """Strings that nobody would type, always the same: half of them short, some longer than is read."""
    chance = random.Random(2019)
    kinds = (commonest.characters[:300], commonest.words, MARKS, OPERATORS, LATIN, ODD)
    for _ in range(count):
        length = chance.choice((1, 2, 3, 5, 8, 20, 80))
        yield "".join(chance.choice(chance.choice(kinds)) for _ in range(chance.randint(1, length)))
