"""Administrative divisions (divisions.tsv), and the division that an organization's name begins with. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from archive.chinese.folding import fold

Level = Literal["country", "province", "city", "county"]

COUNTRY = "000000"
OF_THE_COUNTRY = re.compile(r"全国|国务院|国家|中共中央")
BEFORE_THE_PLACE = re.compile(r"(?:中国人民政治协商会议|人民政协|政协|中共|中国共产党)+(?=.)")
DIVISION_LEFT = re.compile(
    r".{1,8}?[省市州盟县区旗](?=政协|委员会|人民|[委局厅]|$)"
)  # a place that is not in the table

# Short names leave out the nation: 融水苗族自治县 is 融水县 too, 延边朝鲜族自治州 is 延边州 and 延边.
WITHOUT_NATION = "(?<!内)蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔"  # 伊犁哈萨克自治州; 内蒙古 is a name
NATIONS = (
    "达斡尔 鄂温克 鄂伦春 朝鲜 土家 仫佬 毛南 哈尼 景颇 傈僳 独龙 纳西 普米 拉祜 布朗 布依 仡佬 保安 东乡 撒拉 裕固"
    " 满 回 苗 侗 壮 瑶 黎 羌 藏 彝 傣 白 怒 佤 水 土 畲 各"
)
AUTONOMOUS = re.compile(rf"(?:(?:{'|'.join(NATIONS.split())}|{WITHOUT_NATION})族|{WITHOUT_NATION})+自治")
SUFFIX = re.compile(r"(?:特别行政区|自治区|地区|省|市|州|盟)$")
SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Division:
    """A division: its six-digit code, its full name, its level, and its parent's code ("" for the country)."""

    code: str
    name: str
    level: Level
    parent: str


@cache
def divisions() -> dict[str, Division]:
    """Return code → division, parents before their children."""
    rows = files("archive.chinese").joinpath("divisions.tsv").read_text(encoding="utf-8").splitlines()
    names = dict(row.split("\t") for row in rows)
    return {code: Division(code, name, _level(code), _parent(code, names)) for code, name in names.items()}


def place_of(name: str, context: str = "") -> str:
    """Return the code of the division that an organization's name begins with: 北京市朝阳区政协 → 110105.

    The code is "" if the division is not certain. A name that several divisions have (朝阳区) is certain only if
    *context* names a division around just one of them.
    """
    left = fold(name.strip())
    if OF_THE_COUNTRY.match(BEFORE_THE_PLACE.sub("", left, count=1)) or OF_THE_COUNTRY.match(left):
        return COUNTRY
    left = BEFORE_THE_PLACE.sub("", left, count=1) if BEFORE_THE_PLACE.match(left) else left
    within = ""
    while found := _named_at_start(left, within):
        named, codes = found
        within = codes[0] if len(codes) == 1 else _in_context(codes, fold(context))
        left = left[len(named) :]
        if not within:
            return ""
    return "" if DIVISION_LEFT.match(left) else within


def _level(code: str) -> Level:
    if code == COUNTRY:
        return "country"
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def _parent(code: str, names: dict[str, str]) -> str:
    """Return the code of the city around, else of the province (as for districts of a municipality), else country."""
    around = (f"{code[:4]}00", f"{code[:2]}0000", COUNTRY)
    return next((candidate for candidate in around if candidate != code and candidate in names), "")


@cache
def _codes_of_names() -> dict[str, list[str]]:
    """Return folded name, full or short → the codes of all divisions with that name, provinces first."""
    codes = defaultdict(list)
    for code, division in divisions().items():
        for name in _names(division):
            codes[name].append(code)
    return {name: sorted(found, key=lambda code: not code.endswith("0000")) for name, found in codes.items()}


def _names(division: Division) -> set[str]:
    full = fold(division.name)
    plain = AUTONOMOUS.sub("", full)
    short = plain if division.level == "county" else SUFFIX.sub("", AUTONOMOUS.split(full)[0])
    return {name for name in (full, plain, short) if len(name) >= SHORTEST_NAME}


@cache
def _longest_name() -> int:
    return max(map(len, _codes_of_names()))


def _named_at_start(text: str, within: str) -> tuple[str, list[str]] | None:
    """Return the longest name that the text begins with, and the codes of the divisions with that name.

    With *within*, the code of a division, only divisions inside it count. A province wins over a city of the same
    name: 吉林.
    """
    for length in range(min(len(text), _longest_name()), SHORTEST_NAME - 1, -1):
        codes = [code for code in _codes_of_names().get(text[:length], ()) if not within or within in _around(code)]
        if codes:
            return text[:length], codes[:1] if codes[0].endswith("0000") else codes
    return None


def _around(code: str) -> Iterator[str]:
    while code := divisions()[code].parent:
        yield code


def _in_context(codes: list[str], context: str) -> str:
    """Return the only one of *codes* around which the context names a division; "" if there is none or several."""
    fitting = [
        code
        for code in codes
        if any(name in context for around in _around(code) if around != COUNTRY for name in _names(divisions()[around]))
    ]
    return fitting[0] if len(fitting) == 1 else ""
