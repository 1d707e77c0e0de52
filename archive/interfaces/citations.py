"""Citations of an article or of one of its sections: one function for each format. Pure; knows no records, no HTML."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from archive.chinese.marks import CITATION_ENDS

MOST_AUTHORS = 3  # that GB/T 7714 names before 等
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
BIBTEX_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "{}$&#%_"},
    }
)


@dataclass(frozen=True, slots=True)
class Citation:
    """The facts of a cited article or section.

    published holds year, month and day as far as they are known; it is () for an undated article. authors are those
    who answer for the text, the best known first. outlet is "" if unknown. url is the permanent address,
    percent-encoded. key names the citation in a file of references.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    outlet: str
    published: tuple[int, ...]
    accessed: date
    url: str
    language: str

    @property
    def site(self) -> str:
        """The outlet, unless it is the author too."""
        return "" if self.outlet in self.authors else self.outlet


def authors_of(author: str, *, body: str, outlet: str) -> tuple[str, ...]:
    """Return the names in *author*, else the organization in *body*, else the outlet; () if none is known."""
    names = tuple(name.strip() for name in re.split(r"[、,，;；]", author) if name.strip())
    return names or tuple(name for name in (body or outlet,) if name)


def in_one_line(text: str) -> str:
    return " ".join(text.split())


# --- to be read by people ------------------------------------------------------------------------


def gbt_2015(cited: Citation) -> str:
    """Cite by GB/T 7714—2015 as an electronic resource online: authors. title[EB/OL]. (published)[read]. address"""
    authors = [*cited.authors[:MOST_AUTHORS], *(["等"] if len(cited.authors) > MOST_AUTHORS else [])]
    published = f"({'-'.join(f'{part:02}' for part in cited.published)})" if cited.published else ""
    parts = [f"{cited.title}[EB/OL]", f"{published}[{cited.accessed.isoformat()}]", cited.url]
    return ". ".join([*([", ".join(authors)] if authors else []), *parts])


def gbt_2025(cited: Citation) -> str:
    """Cite by GB/T 7714—2025: the form of 2015 with a full stop at its end."""
    return f"{gbt_2015(cited)}."


def apa(cited: Citation) -> str:
    """Cite by APA 7 as a page on a website. Without an author the title comes first."""
    authors = _listed(cited.authors, last=", & ")
    dated = f"({_apa_date(cited.published)})."
    title = _ended(cited.title)
    opening = [_ended(authors), dated, title] if authors else [title, dated]
    return " ".join([*opening, *filter(None, [_ended(cited.site)]), cited.url])


def chicago(cited: Citation) -> str:
    """Cite by Chicago, bibliography style. An undated article has the day it was read instead."""
    published = _english_date(cited.published) if cited.published else ""
    accessed = _english_date((cited.accessed.year, cited.accessed.month, cited.accessed.day))
    read = "" if published else f"Accessed {accessed}"
    source = ", ".join(filter(None, [cited.site, published]))
    title = f"“{_ended(_inner_quotes(cited.title))}”"
    authors = _listed(cited.authors, last=", and " if len(cited.authors) > 2 else " and ")
    return " ".join(filter(None, [_ended(authors), title, _ended(source), _ended(read), f"{cited.url}."]))


def _listed(names: tuple[str, ...], *, last: str) -> str:
    return last.join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _apa_date(parts: tuple[int, ...]) -> str:
    day = " ".join([*(MONTHS[month - 1] for month in parts[1:2]), *map(str, parts[2:])])
    return ", ".join(filter(None, [*map(str, parts[:1]), day])) or "n.d."


def _english_date(parts: tuple[int, ...]) -> str:
    year, month, day = (*parts, 0, 0)[:3]
    if not month:
        return str(year)
    return f"{MONTHS[month - 1]} {day}, {year}" if day else f"{MONTHS[month - 1]} {year}"


def _ended(text: str) -> str:
    """Return *text* with a full stop, unless it is empty or ends as a sentence does."""
    return text if not text or text[-1] in CITATION_ENDS else f"{text}."


def _inner_quotes(text: str) -> str:
    """Replace double quotation marks by single ones, for a title that is put into double ones."""
    return re.sub(r'"([^"]*)"', r"‘\1’", text).translate(str.maketrans("“”", "‘’"))


# --- to be read by programs ----------------------------------------------------------------------


def bibtex(cited: Citation) -> str:
    """Return one @misc entry. Braces keep styles from cutting names and title or changing their case."""
    fields = {
        "author": " and ".join(f"{{{_bibtex(name)}}}" for name in cited.authors),
        "title": f"{{{_bibtex(cited.title)}}}",
        "howpublished": _bibtex(cited.site),
        **dict(zip(("year", "month", "day"), map(str, cited.published), strict=False)),
        "url": cited.url,
        "urldate": cited.accessed.isoformat(),
        "language": cited.language,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{cited.key},\n" + ",\n".join(lines) + "\n}\n"


def _bibtex(text: str) -> str:
    return in_one_line(text).translate(BIBTEX_ESCAPES)


def ris(cited: Citation) -> str:
    """Return one ELEC record; its lines end in CR LF, as the format demands."""
    fields = [
        ("TY", "ELEC"),
        ("ID", cited.key),
        *(("AU", name) for name in cited.authors),
        ("TI", cited.title),
        ("T2", cited.site),
        ("PY", "".join(map(str, cited.published[:1]))),
        ("DA", _ris_date(cited.published)),
        ("Y2", _ris_date((cited.accessed.year, cited.accessed.month, cited.accessed.day))),
        ("LA", cited.language),
        ("UR", cited.url),
    ]
    lines = [f"{tag}  - {in_one_line(value)}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n"])


def _ris_date(parts: tuple[int, ...]) -> str:
    """Return YYYY/MM/DD/ with unknown parts left empty."""
    return "/".join([*(f"{part:02}" for part in parts), *[""] * (4 - len(parts))]) if parts else ""


def csl_json(cited: Citation) -> str:
    """Return a JSON list of one item, as CSL processors read it."""
    read = [cited.accessed.year, cited.accessed.month, cited.accessed.day]
    item = {
        "id": cited.key,
        "type": "webpage",
        "title": cited.title,
        "author": [{"literal": name} for name in cited.authors],
        "container-title": cited.site,
        "issued": {"date-parts": [list(cited.published)]} if cited.published else None,
        "accessed": {"date-parts": [read]},
        "URL": cited.url,
        "language": cited.language,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"


# Format → function, in the order that readers see. The names are those of standards, which are not translated.
PLAIN: dict[str, Callable[[Citation], str]] = {
    "GB/T 7714—2025": gbt_2025,
    "GB/T 7714—2015": gbt_2015,
    "APA 7": apa,
    "Chicago": chicago,
}
