"""Lines after boilerplate removal → ArticleRecord: title, metadata above and below the text, sections.

Pure; metrics are extracted later.
"""

import re
from dataclasses import dataclass, fields, replace

from archive.chinese.folding import fold
from archive.chinese.marks import CLAUSE_ENDS, COLONS, FULL_STOP, SEMICOLONS
from archive.chinese.name_lists import split_names
from archive.chinese.script import script_of
from archive.importing import removal_rules
from archive.importing.lines.dates import date_of_field
from archive.importing.lines.labels import byline, is_labelled, leaves_empty, read_metadata
from archive.importing.lines.sentences import is_sentence
from archive.importing.parsing.headings import unnumbered_headings
from archive.importing.parsing.numbering import is_numbered
from archive.importing.parsing.organizations import organization_of_title, signature
from archive.importing.parsing.outline import outline
from archive.importing.parsing.sites import day_in_address, owner
from archive.importing.records import (
    ArticleRecord,
    Cleaned,
    InputError,
    InputProblem,
    Metadata,
    RemovalRecord,
    TextLine,
)

HEADER = 30  # lines above the text that may hold metadata
FOOTER = 12  # lines at the end that may hold metadata
LONGEST_TITLE = 100  # characters of a line that is taken for the title
LONGEST_MADE_TITLE = 40  # characters of a title that is made of the text's beginning
LONGEST_FIELD = {"title": 500, "url": 1000, "published": 100, "keywords": 1000}
LONGEST_OTHER_FIELD = 200

NO_TITLE_END = re.compile(f"[{FULL_STOP}{SEMICOLONS}]$")
CLAUSE_END = re.compile(rf"[{CLAUSE_ENDS}\s]")
SALUTATION_END = re.compile(f"[{COLONS}]$")  # 各位代表：
BODY_MARK = re.compile(r"[，,]?\s*正文\s*[：:]\s*")  # metadata and text in one line: 2023-07-26 07:05，正文：……
SPACED_OUT = re.compile(r"\S(?:\s+\S)+")  # 政 府 工 作 报 告
MEDIUM = re.compile(r"^[\[【(（](?:视频|图文|组图|高清|直播|音频|图)[\]】)）]\s*")  # lists of links mark titles so
HOME = re.compile(r"\S{,6}首页\S{,4}|正文|")
PLACE = re.compile(r"^.{,6}位置是?\s*:\s*")
BETWEEN_CRUMBS = re.compile(r"\s*[>＞»›]+\s*")
ADDRESS = re.compile(r"https?://[^\s/?#@:]+\.[^\s/?#@:.]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A record, and what an editor should know about its parsing."""

    record: ArticleRecord
    problems: tuple[InputProblem, ...] = ()


def parse(cleaned: Cleaned) -> Parsed:
    """Return the record of a cleaned document. Raises InputError if no text is left."""
    document = cleaned.document
    given, problems = _fitting(document.given)
    hints, _ = _fitting(document.hints)
    above, body = _header(_marked_off(document.lines), given.or_else(Metadata(title=hints.title)))
    below, body = _footer(body)
    if not document.lines and not cleaned.removed:
        raise InputError("empty", 0, "There is nothing in it.")
    if not body:
        raise InputError("empty", 0, "No text is left once menus, facts and advertisements are taken away.")
    metadata = above.or_else(below).or_else(hints)
    if any(leaves_empty(line.text, "outlet") for line in document.lines[:HEADER]):
        metadata = replace(metadata, site="")
    else:
        notices = (removal.text for removal in cleaned.removed if removal.rule == removal_rules.NOTICE.name)
        metadata = metadata.or_else(Metadata(site=owner(notices)))
    return _record(metadata, body, removed=cleaned.removed, problems=problems)


def _record(
    metadata: Metadata, body: list[TextLine], *, removed: tuple[RemovalRecord, ...], problems: list[InputProblem]
) -> Parsed:
    texts = [line.text for line in body]
    sections = outline(texts, unnumbered_headings(body))
    dated = date_of_field(metadata.published or day_in_address(metadata.url))
    if metadata.published and not dated:
        problems = [*problems, InputProblem("date", 0, f"Not understood as a date: {metadata.published}")]
    if not metadata.title:
        problems = [*problems, InputProblem("no-title", body[0].number, "No title; the text's beginning stands in.")]
    keywords = dict.fromkeys(split_names(metadata.keywords))
    problems = [*problems, *(_too_long("keywords", len(word)) for word in keywords if len(word) > LONGEST_OTHER_FIELD)]
    first_clause = next(filter(None, CLAUSE_END.split(texts[0])), texts[0])
    title = _unspaced(metadata.title) or first_clause[:LONGEST_MADE_TITLE]
    record = ArticleRecord(
        title=title,
        published_at=dated.moment if dated else None,
        published_precision=dated.precision if dated else "",
        outlet=metadata.outlet or metadata.organization or metadata.site,
        editor=metadata.editor,
        author=metadata.author or byline(texts[0]),
        organization=sections.organization or metadata.organization or signature(texts) or organization_of_title(title),
        channel=metadata.channel or _channel(removed, title),
        url=metadata.url if ADDRESS.fullmatch(metadata.url) else "",
        keywords=tuple(word for word in keywords if len(word) <= LONGEST_OTHER_FIELD),
        script=script_of(title + "".join(line.text for line in body)),
        sections=sections.sections,
        removed=removed,
    )
    return Parsed(record, tuple(problems))


def _fitting(metadata: Metadata) -> tuple[Metadata, list[InputProblem]]:
    """Return the metadata without the fields that are too long to be true, and a problem for each of these."""
    problems = []
    for name in (field.name for field in fields(metadata)):
        longest = LONGEST_FIELD.get(name, LONGEST_OTHER_FIELD)
        if (length := len(getattr(metadata, name))) > longest:
            metadata = replace(metadata, **{name: ""})
            problems.append(_too_long(name, length, longest))
    return metadata, problems


def _too_long(name: str, length: int, longest: int = LONGEST_OTHER_FIELD) -> InputProblem:
    return InputProblem(name, 0, f"Not kept: {length} characters, {longest} are the most.")


# --- above and below the text --------------------------------------------------------------------


def _marked_off(lines: tuple[TextLine, ...]) -> list[TextLine]:
    """Return the lines; a first line that holds metadata, 正文 and the text is split in two."""
    if not lines:
        return []
    first, *others = lines
    head, *text = BODY_MARK.split(first.text, maxsplit=1)
    if not text or read_metadata(head) is None:
        return list(lines)
    return [replace(first, text=head), *([replace(first, text=text[0])] if text[0] else []), *others]


def _header(lines: list[TextLine], metadata: Metadata) -> tuple[Metadata, list[TextLine]]:
    """Return *metadata* with its gaps filled from the lines above the text, and the lines that are left."""
    body: list[TextLine] = []
    printed_title = _places_of_title(lines, metadata.title)
    for place, line in enumerate(lines):
        found = read_metadata(line.text)
        if place >= HEADER or (found is None and metadata.title and _begins_text(line) and place not in printed_title):
            return metadata, body + lines[place:]
        if found is not None:
            metadata = metadata.or_else(found)
            printed_title = _places_of_title(lines, metadata.title)
        elif place in printed_title:
            continue
        elif not metadata.title and _is_title(line):
            metadata = replace(metadata, title=line.text)
        else:
            body.append(line)
    return metadata, body


def _places_of_title(lines: list[TextLine], title: str) -> set[int]:
    """Return the places of the lines in the header that print the title, which may be broken over several."""
    wanted = _squeezed(title)
    for start in range(min(HEADER, len(lines))) if wanted else ():
        printed = ""
        for place in range(start, len(lines)):
            printed += _squeezed(lines[place].text)
            if printed == wanted:
                return set(range(start, place + 1))
            if not wanted.startswith(printed):
                break
    return set()


def _is_title(line: TextLine) -> bool:
    return len(line.text) <= LONGEST_TITLE and not NO_TITLE_END.search(line.text) and not is_numbered(line.text)


def _begins_text(line: TextLine) -> bool:
    return is_sentence(line) or SALUTATION_END.search(line.text) is not None or is_numbered(line.text)


def _footer(lines: list[TextLine]) -> tuple[Metadata, list[TextLine]]:
    """Return the metadata that has labels in the last lines, and the lines that are left."""
    metadata = Metadata()
    body = lines[:-FOOTER]
    for line in lines[-FOOTER:]:
        found = read_metadata(line.text) if is_labelled(line.text) else None
        if found is None:
            body.append(line)
        else:
            metadata = metadata.or_else(found)
    return metadata, body


# --- single fields -------------------------------------------------------------------------------


def _unspaced(title: str) -> str:
    """Return the title in one line, and without gaps if all its characters are spaced out (工 作 报 告)."""
    title = MEDIUM.sub("", title)
    return "".join(title.split()) if SPACED_OUT.fullmatch(title) else " ".join(title.split())


def _channel(removed: tuple[RemovalRecord, ...], title: str) -> str:
    """Return the channels of the first breadcrumb, without the title: 首頁>政協>協商 協商 → 政協>協商."""
    trail = ""
    last = 0
    for removal in removed:
        if removal.rule == removal_rules.BREADCRUMB.name and (not trail or removal.line <= last + 2):
            trail, last = trail + removal.text, removal.line
    trail = trail[match.end() :] if (match := PLACE.match(fold(trail))) else trail
    crumbs = [_once(crumb) for crumb in BETWEEN_CRUMBS.split(trail)]
    no_channel = _squeezed(title)
    names = (crumb for crumb in crumbs if not HOME.fullmatch(fold(crumb)) and _squeezed(crumb) != no_channel)
    return ">".join(names)[:LONGEST_OTHER_FIELD]


def _once(crumb: str) -> str:
    """Return the crumb without repeated words: pages print the channel's name again, as in 協商 協商."""
    words = {fold(word): word for word in reversed(crumb.split())}
    return " ".join(reversed(words.values()))


def _squeezed(text: str) -> str:
    return "".join(fold(text).split())
