"""Content words: the words of a question that say what it is about, without its question words. Pure."""

from archive.chinese.folding import fold
from search.text.words import Word, required_words

# The stop words of a question: they make a sentence a question, and an article that answers it seldom holds them.
QUESTION_WORDS = frozenset(
    fold(
        "什么 甚么 什么样 为什么 怎么 怎样 怎么样 如何 为何 何种 何时 何地 何处 何人 何 有何 若干 是否 请问 吗 呢 "
        "谁 哪 哪些 哪里 哪儿 哪个 哪位 哪一 哪一个 哪种 哪家 哪年 几 几个 多少 多久 多大 多长"
    ).split()
)


def content_words(words: list[Word]) -> list[Word]:
    """Return *words* without question words; all of them if there is nothing else."""
    return [word for word in words if word.text not in QUESTION_WORDS] or words


def required_content_words(text: str) -> list[str]:
    """Return the required words of folded *text* without question words; all of them if there is nothing else."""
    required = required_words(text)
    return [word for word in required if word not in QUESTION_WORDS] or required


def content_runs(text: str, words: list[Word]) -> list[str]:
    """Split folded *text* at its question words and punctuation; white space is dropped.

    words: the words of *text*. If nothing remains, the whole text is one run.
    """
    asking = {offset for word in words if word.text in QUESTION_WORDS for offset in range(word.start, word.end)}
    kept = "".join(
        character if character.isalnum() and offset not in asking else "\n"
        for offset, character in enumerate(text)
        if not character.isspace()
    )
    return kept.split("\n") if kept.strip() else ["".join(text.split())]
