"""The numerals of Chinese texts: 一百二十一, 二〇一九, 两万, 3.5万, １２１. Pure."""

import re
from decimal import Decimal

from archive.chinese.folding import fold

# All in folded form. Cheques and old documents use the financial forms.
DIGIT_FORMS = ("〇零○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = {form: value for value, forms in enumerate(DIGIT_FORMS) for form in forms}
DIGIT_NAMES, PLACE_NAMES = "零一二三四五六七八九", ("", "十", "百", "千")
PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SCALES = {"万": 10**4, "亿": 10**8}  # 兆 is left out: 10^6 to some writers, 10^12 to others

TENS = str.maketrans({"廿": "二十", "卅": "三十"})

TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|.", re.DOTALL)


def number(text: str) -> Decimal | None:
    """Return the value of *text*, in either script and any width; None if it is not one number (三三两两, 三五百)."""
    whole, point, fraction = fold(text).translate(TENS).partition("点")
    if not point:
        return _whole(whole)
    decimals = fraction.rstrip("".join(SCALES))
    scale = _whole("一" + fraction[len(decimals) :])
    digits = _positional(decimals)
    left = _whole(whole)
    if left is None or digits is None or scale is None:
        return None
    return (left + Decimal(digits).scaleb(-len(decimals))) * scale


def _whole(text: str) -> Decimal | None:
    if (digits := _positional(text)) is not None:
        return Decimal(digits)
    return _by_places(TOKEN.findall(text))


def _positional(text: str) -> str | None:
    """Return the digits of a numeral without places: 二〇一九 → 2019. None unless all characters are Chinese digits."""
    if not text or not all(character in DIGITS for character in text):
        return None
    return "".join(str(DIGITS[character]) for character in text)


def _by_places(tokens: list[str]) -> Decimal | None:
    """Return the sum of digit × place, each group times its scale: 一亿二千万, 3万5千. None if it is not one number."""
    total = group = Decimal(0)
    digit: Decimal | None = None
    unit = 1  # the place of a last bare digit: in 两百五 the 五 is 50
    for token in tokens:
        if (value := _digit(token)) is not None:
            if digit:
                return None  # 三五百: "three to five hundred" is not one number
            digit = value
            unit = 1 if value == 0 or len(token) > 1 else unit  # 3万5 is 35000, but 1万2300 is 12300
        elif token in PLACES:
            group += (Decimal(1) if digit is None else digit) * PLACES[token]
            digit, unit = None, PLACES[token] // 10
        elif token in SCALES:
            if not (total or group or digit):
                return None  # 万 alone counts nothing
            total, group = _scaled(total, group + (digit or 0), SCALES[token])
            digit, unit = None, SCALES[token] // 10
        else:
            return None
    return total + group + (digit or 0) * unit if tokens else None


def _digit(token: str) -> Decimal | None:
    if token in DIGITS:
        return Decimal(DIGITS[token])
    return Decimal(token.replace(",", "")) if token[0].isdecimal() else None


def _scaled(total: Decimal, group: Decimal, scale: int) -> tuple[Decimal, Decimal]:
    """Return total and group after a scale. One larger than all before multiplies all before: 一万亿, 三千万亿."""
    if 0 < total < scale:
        return (total + group) * scale, Decimal(0)
    return total + group * scale, Decimal(0)


def in_digits(value: Decimal) -> str:
    """Return *value* as a plain decimal, without an exponent and trailing zeros: 1.50 → 1.5, 1E+3 → 1000."""
    return format(value.normalize(), "f")


def in_chinese(value: int) -> str:
    """Return *value* (0 ≤ value < 10^8) as a numeral: 一百二十一, 十二, 一万零五."""
    upper, lower = divmod(value, 10**4)
    between = "零" if upper and 0 < lower < 1000 else ""
    written = (_four_places(upper) + "万" if upper else "") + between + _four_places(lower)
    return written.removeprefix("一") if written.startswith("一十") else written or "零"


def _four_places(value: int) -> str:
    """Return the numeral of a number below 10^4: one 零 for each row of zeros inside it, none for those at its ends."""
    digits = str(value)
    written = "".join(
        "零" if digit == "0" else DIGIT_NAMES[int(digit)] + PLACE_NAMES[len(digits) - 1 - place]
        for place, digit in enumerate(digits)
    )
    return re.sub("零+", "零", written).strip("零")
