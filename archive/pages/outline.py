"""The sections of an article as a tree, with its metrics marked in their lines. Makes no queries of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from sys import maxsize

from archive.models import Metric, Section

TOP_LEVEL = 2  # the level of headings below the article's title
NOWHERE = maxsize  # the start of text that is no part of the stored content: no highlight reaches it
DEEPEST_LEVEL = 6  # HTML has no heading below h6; deeper sections stay on this level

Show = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class NumberedMetric:
    """A metric and its number on the page, from 1."""

    number: int
    metric: Metric


@dataclass(frozen=True, slots=True)
class LinePiece:
    """A part of a line: plain text, or the words of a metric.

    start: its offset in the section's `content`, or NOWHERE. *text* may be in another script, in the same length.
    """

    text: str
    start: int
    numbered: NumberedMetric | None = None


Line = list[LinePiece]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A section as the page shows it: `label` for the contents, the heading as a line, each paragraph as a line.

    A number without a heading begins the first paragraph.
    """

    section: Section
    level: int
    label: str
    heading: Line
    paragraphs: list[Line]
    entries: list["OutlineEntry"] = field(default_factory=list)


def number_metrics(metrics: Iterable[Metric]) -> list[NumberedMetric]:
    return [NumberedMetric(number, metric) for number, metric in enumerate(metrics, start=1)]


def outline(sections: Iterable[Section], metrics: Iterable[NumberedMetric], show: Show = str) -> list[OutlineEntry]:
    """Return the tree of *sections*, which are in reading order. No section is lost, whatever its `parent` says.

    show: converts each line for display; see `marked_lines`.
    """
    placed = _by_section(metrics)
    roots: list[OutlineEntry] = []
    parents: dict[int, OutlineEntry] = {}  # section id → the entry to which its children go
    for section in sections:
        parent = parents.get(section.parent_id)
        entry = _entry(section, parent.level + 1 if parent else TOP_LEVEL, placed.get(section.pk, ()), show)
        (parent.entries if parent else roots).append(entry)
        parents[section.pk] = parent if parent and entry.level >= DEEPEST_LEVEL else entry
    return roots


def _by_section(metrics: Iterable[NumberedMetric]) -> dict[int, list[NumberedMetric]]:
    placed = [numbered for numbered in metrics if numbered.metric.is_placed]
    placed.sort(key=lambda numbered: (numbered.metric.section_id, numbered.metric.start))
    return {key: list(group) for key, group in groupby(placed, key=lambda numbered: numbered.metric.section_id)}


def _entry(section: Section, level: int, metrics: Sequence[NumberedMetric], show: Show) -> OutlineEntry:
    lines = marked_lines(section.content, metrics, show)
    heading = lines.pop(0) if section.heading else []
    return OutlineEntry(section, level, show(section.label), heading, [line for line in lines if line])


def marked_lines(content: str, metrics: Sequence[NumberedMetric], show: Show = str) -> list[Line]:
    """Return the lines of *content*, each as pieces whose texts join to what *show* makes of the line.

    *metrics* ascend by start. A metric that overlaps the one before it or the end of a line is not marked. If *show*
    changes the length of a line, none of its metrics is marked, since the offsets of their words are unknown.
    """
    lines, start = [], 0
    for line in content.split("\n"):
        end = start + len(line)
        lines.append(_shown(_marked(content, start, end, metrics), show(line)))
        start = end + 1
    return lines


def _marked(content: str, start: int, end: int, metrics: Sequence[NumberedMetric]) -> Line:
    pieces = []
    for numbered in metrics:
        metric = numbered.metric
        if start <= metric.start and metric.end <= end:
            pieces.append(LinePiece(content[start : metric.start], start))
            pieces.append(LinePiece(metric.raw, metric.start, numbered))
            start = metric.end
    pieces.append(LinePiece(content[start:end], start))
    return [piece for piece in pieces if piece.text]


def _shown(pieces: Line, line: str) -> Line:
    """Return the pieces with their texts taken from *line*, their line as it is shown."""
    if sum(len(piece.text) for piece in pieces) != len(line):
        return [LinePiece(line, NOWHERE)]
    shown, end = [], 0
    for piece in pieces:
        start, end = end, end + len(piece.text)
        shown.append(replace(piece, text=line[start:end]))
    return shown
