"""Advertising on hacked pages, recognized by the density of its words, never by a single one. Pure; removes nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from html import unescape
from itertools import groupby
from typing import Literal

from archive.chinese.folding import fold
from archive.chinese.marks import SENTENCE_ENDS_BESIDE_ENTITIES, TITLE_QUOTES
from archive.importing.extracting.decoding import INVISIBLE

# Words that only advertisements use, for what they offer and to call on customers.
SELLING = """
    少妇 人妻 熟女 熟妇 无码 有码 色播 成av av在线 不打码 毛片 黄片 巨乳 女优 番号 麻豆 啪啪 无遮挡 做爰 a片
    久久热 久久精品 一本道 东京热 免费看黄 国产精品 一区二区 二区三区 同城约 约炮 上门服务 裸聊直播 包夜 特码
    菠菜 返水 首存 存送 注册送 注册即送 送彩金 领彩金 彩金 包赢 必中 稳赚 葡京 亚博 凯发 万博 乐鱼 开云体育
    华体会 亚游 太阳城 开户 开奖直播 开奖结果 可验真伪 加微信 加群 加qq 精准群 精准计划 计划群 群主带 带你赚
    壮阳 丰胸 延时喷剂 听话水 催情 包过 代发论文 刷钻 黑链 站群 真人视讯 电子游艺 真人荷官 提现秒到 秒到账 日赚
    躺赚 月入过万 无抵押 当天放款 当天下款 急用钱 黑户可贷 微信同号 开奖查询 彩票开奖
    freespins onlinecasino viagra cialis
"""

# The goods and trades: a report on crime uses one or two of these in a sentence, or lists them.
TRADE = """
    色情 偷拍 裸聊 丝袜 援交 在线赌场 赌场 博彩 百家乐 六合彩 老虎机 棋牌 捕鱼 投注 下注 押注 威尼斯人 代开发票
    开发票 办证 刻章 刷单 网赚 套现 私服 外挂 春药 迷药 伟哥 替考 代考 代写 代孕 假钞 仿真枪 荐股 配资 网贷
    casino slots poker betting porn xxx payday
    办假证 澳门赌场 时时彩 北京赛车 pk10 幸运飞艇 快三 娱乐城 内幕 引流
"""

# Words that count only beside the others: 国产, 精品, 电影 and 平台 occur in honest headings too.
ACCOMPANYING = """
    中文字幕 成人 不卡 影片 电影 大片 一区 二区 三区 在线观看 在线播放 免费观看 免费看 免费视频 高清 国产 精品
    欧美 日韩 亚洲 澳洲 日本 激情 自拍 一级 伦理 视频 视频在线 美女 制服 诱惑 真人 视讯 彩票 久久 直播 彩票计划
    彩票平台 开奖 外围 提现 代理加盟 代理 澳门 金沙 皇冠 官网 平台 娱乐 体育 网投 导航 最新 app下载 下载app 下载
    官方网站 手机版 网址 登录 入口 资料大全 资料 代开 发票 代办 假证 日结 兼职 贷款 信用卡 微信群 qq群 减肥 增高
    bonus free cheap buy online best game games spins loan loans sex pills
    放款 利息低 结果查询
    窃听 枪支 粉丝 seo 红包 福利 领取 客服 24小时 优惠 秒批 下款 赌博 私彩 论文
"""
SELLING_WORDS, TRADE_WORDS = frozenset(fold(SELLING).split()), frozenset(fold(TRADE).split())
ALL_WORDS = SELLING_WORDS | TRADE_WORDS | frozenset(fold(ACCOMPANYING).split())
WORDS = re.compile("|".join(sorted(ALL_WORDS, key=lambda word: (-len(word), word))))
CONTACT = re.compile(r"(?=[a-z_]*\d)[a-z0-9_]{5,}|(?:www)?[a-z0-9]+(?:com|cn|net|cc|vip|top|xyz)\b")

# Words of texts against such trades: 整治代开发票、办证刻章、贷款套现等违法小广告.
AGAINST = re.compile(
    "打击|整治|查处|治理|违法|犯罪|严禁|禁止|防范|举报|取缔|反诈|监管|案件|诈骗|骗局|受骗|诱骗|冒充|警惕|危害|抵制|民警|公安"
    "|宣传|小广告|涉赌|涉黄|涉毒|禁毒|禁赌|反赌|扫黄|打非|陷阱|上瘾|隐患|识别"
)
QUOTES = ("“”", "「」", "『』", TITLE_QUOTES, '""')
QUOTED = re.compile("|".join(f"{pair[0]}[^{pair[1]}]{{0,60}}{pair[1]}" for pair in QUOTES))
DISGUISE = re.compile(r"[\s*_·•.\-~^|+/\\#&='`…]+")  # 六*合*彩, 博 彩
UNIT = re.compile(rf"[^\s{SENTENCE_ENDS_BESIDE_ENTITIES}]+[{SENTENCE_ENDS_BESIDE_ENTITIES}]*")

LEAST_SHARE = 0.45  # of a line's letters inside these words: 0.6 and more in real spam, 0.1 and less in real reports
LEAST_WORDS = 3  # different ones; a heading such as 打击六合彩赌博 has fewer
NOTHING_ELSE, FEW_WORDS = 0.8, 2  # from this share on, so few words are enough
WITHIN_TEXT = 0.6  # share of a stretch inside a paragraph

Judgement = Literal["", "spam", "doubtful"]


@dataclass(frozen=True, slots=True)
class Weight:
    """The measure of a text: its letters, how many of them are in the words of advertisements, and these words.

    against: the text also has words against such trades.
    """

    letters: int
    covered: int
    words: frozenset[str]
    against: bool

    def __add__(self, other: "Weight") -> "Weight":
        covered, words = self.covered + other.covered, self.words | other.words
        return Weight(self.letters + other.letters, covered, words, self.against or other.against)

    @property
    def share(self) -> float:
        return self.covered / self.letters if self.letters else 0.0

    @property
    def is_dense(self) -> bool:
        return self.share >= LEAST_SHARE and not self.against

    def judged(self, *, on_crime: bool) -> Judgement:
        """Return whether the text is an advertisement; in a report on crime a mere list of trades is none."""
        if not self.is_dense:
            return ""
        heaped = len(self.words) >= (FEW_WORDS if self.share >= NOTHING_ELSE else LEAST_WORDS)
        if SELLING_WORDS & self.words:
            return "spam" if heaped else ""
        if on_crime or not heaped or not TRADE_WORDS & self.words:
            return ""
        return "spam" if len(self.words) >= LEAST_WORDS else "doubtful"


NO_ADVERT = Weight(0, 0, frozenset(), False)  # of texts without a word of advertisements, which need no counting


@lru_cache(maxsize=1024)  # a line is weighed by itself, with its neighbours and for the subject of the report
def weigh(text: str) -> Weight:
    """Return the weight of *text*; entities and zero-width or other characters inside a word do not disguise it."""
    shown = fold(INVISIBLE.sub("", unescape(text)))
    plain = DISGUISE.sub("", QUOTED.sub("", shown))
    words = WORDS.findall(plain)
    if not words:
        return NO_ADVERT
    covered = sum(map(len, words + CONTACT.findall(plain)))
    return Weight(sum(map(str.isalnum, plain)), covered, frozenset(words), AGAINST.search(shown) is not None)


def is_on_crime(texts: Iterable[str]) -> bool:
    """Return whether these sentences of a report are against the trades of advertisements."""
    return any(weight.against and weight.words for weight in map(weigh, texts))


def judge(texts: Sequence[str], *, on_crime: bool) -> list[Judgement]:
    """Return the judgement on each line, by itself and with its neighbours.

    Short lines that are no advertisement alone can be one together, but in a report on crime they are its lists.
    """
    weights = [weigh(text) for text in texts]
    judged = [weight.judged(on_crime=on_crime) for weight in weights]
    for places in _dense_stretches(weights) if not on_crime else ():
        heap = reduce(Weight.__add__, (weights[place] for place in places))
        if len(places) > 1 and heap.judged(on_crime=on_crime) == "spam":
            judged = ["spam" if place in places else verdict for place, verdict in enumerate(judged)]
    return judged


def adverts_within(text: str) -> list[tuple[int, int]]:
    """Return the stretches [start, end) of advertisements between the sentences of a paragraph."""
    if not SELLING_WORDS & weigh(text).words:
        return []
    units = list(UNIT.finditer(text))
    weights = [weigh(unit[0]) for unit in units]
    found = []
    for places in _dense_stretches(weights):
        heap = reduce(Weight.__add__, (weights[place] for place in places))
        enough = heap.share >= WITHIN_TEXT and len(heap.words) >= LEAST_WORDS
        if enough and heap.judged(on_crime=True) == "spam" and len(places) < len(units):
            found.append((units[places[0]].start(), units[places[-1]].end()))
    return found


def _dense_stretches(weights: Sequence[Weight]) -> list[list[int]]:
    """Return the places of dense weights; those in a row make a stretch."""
    places = enumerate(weights)
    groups = groupby(places, key=lambda placed: placed[1].is_dense)
    return [[place for place, _ in group] for dense, group in groups if dense]
