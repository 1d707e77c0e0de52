"""Whether two short passages say the same in other words: of another region, of another day, of an editor. Pure."""

import re
from functools import cache

from archive.chinese.conversion import words_of_a_region
from archive.chinese.folding import fold
from archive.comparing.differences import Difference

LONGEST_WORD = 8  # letters of a regional word; longer ones are names of countries
AROUND = 4  # letters before and behind a difference that may belong to the words in it
NUMERALS = "0-9〇零一二三四五六七八九十"
PARTICLES = "的地得了着过和与及以并且而则于也都还又就所之等已将共"
VARIANTS = str.maketrans("帐做象它她份订座须即唯迭粘哪", "账作像他他分定坐需既惟叠黏那")

# Words that editors put for one another. None of them is a name, a number or a topic.
SYNONYMS = """
    召开 举行 举办
    指出 强调 认为 要求 表示 说 提出 称
    获悉 了解到
    据了解 据悉 据介绍
    目前 当前 眼下 截至目前 截至当前 截至发稿 迄今 至今
    高度 十分 非常
    开展 进行
    出席 参加
    此外 另外
    因 因为 由于
    但 但是 不过
    如 如果 若
    不着 不到
    余 多
    通过 经由
    首先 一是
    其次 二是
    再次 三是
    下一步 接下来 今后
    本 我 该 全
    你们 您 你 您们
"""
DAY = (
    rf"(?:[{NUMERALS}]+年)?(?:[{NUMERALS}]+月|本月|当月|上月)?[{NUMERALS}]+[日号]|今天|今日|昨天|昨日|前天|前日|当天|当日|日前|近日|近期|连日来"
    "|这两天"
)
HOUR = "上午|下午|早上|晚上?|中午|凌晨|夜间"
TIME = re.compile(rf"(?:{DAY})(?:{HOUR})?|(?:[{NUMERALS}]+|今|去|本|当)年(?:以来)?|(?:[{NUMERALS}]+|本|当|上|这个?)月")
# 我市, 全县 and 本区 for a named one, or for none.
OURS = re.compile(r"[我本该全](?=[省市县区州盟旗镇乡])")
REGION = "省市县区州盟旗镇乡"
LONGEST_NAME = 6  # letters of a place in whose stead an outlet writes 我市


def same_words(one: str, other: str) -> bool:
    """Whether two passages agree once regional words, synonyms, particles and spelling are put aside."""
    return bool(_readings(one) & _readings(other))


def only_reworded(difference: Difference) -> bool:
    """Tell whether only the wording differs: a word of another region, a synonym, 昨天 for a date, 我市 for a name."""
    before, behind = difference.before[-AROUND:], difference.behind[:AROUND]
    ours, theirs = before + difference.one + behind, before + difference.other + behind
    if same_words(ours, theirs) or same_words(difference.one, difference.other):
        return True
    return _same_day(ours, theirs) or _ours_for_a_name(difference)


def _readings(text: str) -> set[str]:
    """*text* in plain words, as it is and in the words of either region."""
    return {_plain(text), *(_plain(in_words_of_a_region(text, table)) for table in ("TWPhrases", "TWPhrasesRev"))}


def _plain(text: str) -> str:
    spelt = _synonym_pattern().sub(lambda match: _synonyms()[match[0]], text.translate(VARIANTS))
    return "".join(letter for letter in spelt if letter not in PARTICLES)


def in_words_of_a_region(text: str, table: str) -> str:
    """Folded *text* with regional words replaced, the longest first, by the table of that name."""
    words = words_of_a_region(table)
    replaced = []
    at = 0
    while at < len(text):
        found = next((end for end in range(min(len(text), at + LONGEST_WORD), at, -1) if text[at:end] in words), 0)
        replaced.append(words[text[at:found]] if found else text[at])
        at = found or at + 1
    return "".join(replaced)


@cache
def _synonyms() -> dict[str, str]:
    groups = (fold(line).split() for line in SYNONYMS.strip().splitlines())
    return {word: f"<{group[0]}>" for group in groups for word in group}


@cache
def _synonym_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_synonyms(), key=len, reverse=True)))


def _same_day(one: str, other: str) -> bool:
    """Whether two passages agree but for how they name a day, of which only one gives a number."""
    ours, theirs = TIME.sub("<day>", one), TIME.sub("<day>", other)
    return ours != one and theirs != other and same_words(ours, theirs)


def _ours_for_a_name(difference: Difference) -> bool:
    """Whether 我市 is in the place of a named city, or of 市 alone."""
    if difference.behind[:1] not in REGION or not difference.behind:
        return False
    shorter, longer = sorted((difference.one, difference.other), key=len)
    return shorter in ("", "我", "本", "该", "全", "当地") and 2 <= len(longer) <= LONGEST_NAME
