"""A report's sections as a tree, with its figures found in their lines. Reads stored rows; asks for none itself."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby
from sys import maxsize

from archive.models import Metric, Section

TOP_LEVEL = 2  # headings below the report's title
NOWHERE = maxsize  # the place of words that are no stretch of the stored text: no mark reaches it
DEEPEST_LEVEL = 6  # HTML has no heading below h6; deeper sections stay on this level


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its number on the page, from 1."""

    number: int
    metric: Metric


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: plain text, or the words of a figure.

    start: its place in the section's `content`, or NOWHERE. *text* may be in another script, in the same length.
    """

    text: str
    start: int
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A section as the page shows it: `label` for the contents; `heading` and each of `paragraphs` a line in pieces.

    A number without heading begins the first paragraph.
    """

    section: Section
    level: int
    label: str
    heading: list[Piece]
    paragraphs: list[list[Piece]]
    entries: list["Entry"] = field(default_factory=list)


def number_figures(metrics):
    return [Figure(number, metric) for number, metric in enumerate(metrics, start=1)]


def outline(sections, figures, show: Callable[[str], str] = str):
    """The tree of *sections*, which are in reading order. No section is lost, whatever its `parent` says.

    *show* gives each line as it is to be shown; see `marked_lines`.
    """
    placed = _by_section(figures)
    roots, takers = [], {}
    for section in sections:
        taker = takers.get(section.parent_id)
        entry = _entry(section, taker.level + 1 if taker else TOP_LEVEL, placed.get(section.pk, ()), show)
        (taker.entries if taker else roots).append(entry)
        takers[section.pk] = entry if entry.level < DEEPEST_LEVEL else taker
    return roots


def _by_section(figures):
    placed = [figure for figure in figures if figure.metric.is_placed]
    placed.sort(key=lambda figure: (figure.metric.section_id, figure.metric.start))
    return {key: list(group) for key, group in groupby(placed, key=lambda figure: figure.metric.section_id)}


def _entry(section, level, figures, show):
    lines = marked_lines(section.content, figures, show)
    heading = lines.pop(0) if section.heading else []
    return Entry(section, level, show(section.label), heading, [line for line in lines if line])


def marked_lines(content, figures, show: Callable[[str], str] = str):
    """The lines of *content*, each as pieces that join to what *show* makes of it.

    *figures* ascend by their start; one that overlaps the one before it, or a line's end, is left out. So are all those
    of a line that is shown longer or shorter than it is: where their words stand in it is not known.
    """
    lines, start = [], 0
    for line in content.split("\n"):
        end = start + len(line)
        lines.append(_shown(_marked(content, start, end, figures), show(line)))
        start = end + 1
    return lines


def _marked(content, start, end, figures):
    pieces = []
    for figure in figures:
        if start <= figure.metric.start and figure.metric.end <= end:
            pieces.append(Piece(content[start : figure.metric.start], start))
            pieces.append(Piece(figure.metric.raw, figure.metric.start, figure))
            start = figure.metric.end
    pieces.append(Piece(content[start:end], start))
    return [piece for piece in pieces if piece.text]


def _shown(pieces, line):
    """The pieces with their words taken from *line*, which stands for theirs."""
    if sum(len(piece.text) for piece in pieces) != len(line):
        return [Piece(line, NOWHERE)]
    shown, end = [], 0
    for piece in pieces:
        start, end = end, end + len(piece.text)
        shown.append(replace(piece, text=line[start:end]))
    return shown
