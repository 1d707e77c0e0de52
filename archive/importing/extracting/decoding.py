"""Decoding: bytes → text, never by a guess that spoils a character. Pure; knows nothing of formats."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from archive.importing.records import InputError, InputProblem

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The names that pages give to their encoding → the widest superset that browsers read it as. Other names are not
# believed: Python would read utf-7 or unicode_escape too, in which any text can hide.
SUPERSETS = {
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
}

# Encodings tried when nothing states the right one. The one whose text has most everyday characters wins.
CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")

# Texts in the right encoding have 0.95 and more everyday characters, in the wrong one about half.
LEAST_PLAUSIBLE = 0.75
SAMPLE = 20_000  # characters that are looked at to judge a text

# Characters that nobody writes and no reader sees: control characters, zero-width and direction marks, surrogates.
INVISIBLE = re.compile(
    r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
LINE_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Decoded text with line feeds only, its encoding, and what an editor should know about it."""

    text: str
    encoding: str
    problems: tuple[InputProblem, ...] = ()


def decode(content: bytes, declared: str = "") -> DecodedText:
    """Decode *content* by its byte order mark, as UTF-8, as *declared*, or by the most plausible encoding.

    Raises InputError if no encoding fits every byte, or none gives a readable text.
    """
    text, encoding = _with_mark(content) or _as_utf8(content) or _most_plausible(content, declared)
    if "\x00" in text:
        raise InputError("encoding", text[: text.index("\x00")].count("\n") + 1, "A zero byte: this is no text file.")
    shown, problems = without_invisible(LINE_BREAK.sub("\n", text))
    return DecodedText(shown, encoding, (*problems, *_replacements(shown)))


def without_invisible(text: str) -> tuple[str, tuple[InputProblem, ...]]:
    """Return *text* without invisible characters, and a problem for each line that had any."""
    found: dict[int, list[str]] = {}
    for match in INVISIBLE.finditer(text):
        found.setdefault(text.count("\n", 0, match.start()) + 1, []).append(f"U+{ord(match[0]):04X}")
    problems = [
        InputProblem("invisible-character", line, f"Left out what cannot be seen: {', '.join(dict.fromkeys(names))}.")
        for line, names in found.items()
    ]
    return INVISIBLE.sub("", text), tuple(problems)


def _replacements(text: str) -> Iterator[InputProblem]:
    for number, line in enumerate(text.split("\n") if "\ufffd" in text else (), start=1):
        if "\ufffd" in line:
            yield InputProblem(
                "replacement-character", number, "The file itself holds U+FFFD: a character was lost before."
            )


# --- deciding the encoding -----------------------------------------------------------------------


def _with_mark(content: bytes) -> tuple[str, str] | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _broken(content, error, f"The file's byte order mark says {encoding}, but") from error
    return None


def _as_utf8(content: bytes) -> tuple[str, str] | None:
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return None


def _most_plausible(content: bytes, declared: str) -> tuple[str, str]:
    """Return the text and the encoding that fits every byte: the declared one if plausible, else the most plausible."""
    trusted = SUPERSETS.get(declared.lower(), "")
    best, best_share = ("", ""), LEAST_PLAUSIBLE
    for encoding in dict.fromkeys(filter(None, (trusted, *CANDIDATES))):
        text = _strictly(content, encoding)
        share = plausibility(text) if text is not None else 0.0
        if text is not None and encoding == trusted and share >= LEAST_PLAUSIBLE:
            return text, encoding
        if text is not None and share > best_share:
            best, best_share = (text, encoding), share
    if not best[1]:
        raise _unreadable(content)
    return best


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def plausibility(text: str) -> float:
    """Return the share of everyday characters among those that are not ASCII; 1 for plain ASCII."""
    beyond = [character for character in text[:SAMPLE] if character > "\x7f"]
    everyday = everyday_characters()
    return sum(character in everyday for character in beyond) / len(beyond) if beyond else 1.0


@cache
def everyday_characters() -> frozenset[str]:
    """Return the first levels of GB 2312 (3,755) and Big5 (5,401), both chosen by frequency, and punctuation."""
    first_level_gb = _characters("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    first_level_big5 = _characters("big5", range(0xA4, 0xC7), chain(range(0x40, 0x7F), range(0xA1, 0xFF)))
    punctuation = chain(range(0x3000, 0x3020), range(0xFF01, 0xFF5F), range(0x2010, 0x2027), (0xA0, 0xB7, 0x30FB))
    return frozenset(first_level_gb + first_level_big5 + "".join(map(chr, punctuation)))


def _characters(encoding: str, leads: range, trails: "range | chain[int]") -> str:
    seconds = list(trails)
    return "".join(bytes((lead, trail)).decode(encoding, "ignore") for lead in leads for trail in seconds)


def _broken(content: bytes, error: UnicodeDecodeError, because: str) -> InputError:
    line = content[: error.start].count(b"\n") + 1
    return InputError("encoding", line, f"{because} byte 0x{content[error.start]:02X} does not fit. Save it as UTF-8.")


def _unreadable(content: bytes) -> InputError:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _broken(content, error, "Neither UTF-8, GB18030 nor Big5 gives a readable text; for UTF-8,")
    raise AssertionError("UTF-8 is tried first")
