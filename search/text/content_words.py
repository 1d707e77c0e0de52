"""What of a question says what it is about: its words and runs of characters without those that only ask. Pure."""

from archive.chinese.folding import fold
from search.text.words import Word, needed

# Words that make a question of a sentence. A report that answers one seldom holds them.
QUESTION_WORDS = frozenset(
    fold(
        "什么 甚么 什么样 为什么 怎么 怎样 怎么样 如何 为何 何种 何时 何地 何处 何人 何 有何 若干 是否 请问 吗 呢 "
        "谁 哪 哪些 哪里 哪儿 哪个 哪位 哪一 哪一个 哪种 哪家 哪年 几 几个 多少 多久 多大 多长"
    ).split()
)


def telling_words(found: list[Word]) -> list[Word]:
    """*found* without question words, unless there is nothing else."""
    return [word for word in found if word.text not in QUESTION_WORDS] or found


def needed_of_telling(text: str) -> list[str]:
    """Of the words that must stand for *text*, which must be folded, to be answered: those that do not only ask."""
    wanted = needed(text)
    return [word for word in wanted if word not in QUESTION_WORDS] or wanted


def telling_runs(text: str, found: list[Word]) -> list[str]:
    """*text*, which must be folded, cut where its question words and its marks are left out; white space is skipped.

    found: its words. If nothing remains, the whole text is one run.
    """
    asking = {place for word in found if word.text in QUESTION_WORDS for place in range(word.start, word.end)}
    kept = "".join(
        character if character.isalnum() and place not in asking else "\n"
        for place, character in enumerate(text)
        if not character.isspace()
    )
    return kept.split("\n") if kept.strip() else ["".join(text.split())]
