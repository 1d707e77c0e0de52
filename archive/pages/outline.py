"""A report's sections as a tree, with its figures found in their lines. Reads stored rows; asks for none itself."""

from dataclasses import dataclass, field
from itertools import groupby

from archive.models import Metric, Section

TOP_LEVEL = 2  # headings below the report's title
DEEPEST_LEVEL = 6  # HTML has no heading below h6; deeper sections stay on this level


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its number on the page, from 1."""

    number: int
    metric: Metric


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: plain text, or the words of a figure. start: its place in the section's `content`."""

    text: str
    start: int
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A section as the page shows it. `heading` and each of `paragraphs` is a line, cut into pieces.

    A number without heading begins the first paragraph.
    """

    section: Section
    level: int
    heading: list[Piece]
    paragraphs: list[list[Piece]]
    entries: list["Entry"] = field(default_factory=list)


def number_figures(metrics):
    return [Figure(number, metric) for number, metric in enumerate(metrics, start=1)]


def outline(sections, figures):
    """The tree of *sections*, which are in reading order. No section is lost, whatever its `parent` says."""
    placed = _by_section(figures)
    roots, takers = [], {}
    for section in sections:
        taker = takers.get(section.parent_id)
        entry = _entry(section, taker.level + 1 if taker else TOP_LEVEL, placed.get(section.pk, ()))
        (taker.entries if taker else roots).append(entry)
        takers[section.pk] = entry if entry.level < DEEPEST_LEVEL else taker
    return roots


def _by_section(figures):
    placed = [figure for figure in figures if figure.metric.is_placed]
    placed.sort(key=lambda figure: (figure.metric.section_id, figure.metric.start))
    return {key: list(group) for key, group in groupby(placed, key=lambda figure: figure.metric.section_id)}


def _entry(section, level, figures):
    lines = marked_lines(section.content, figures)
    heading = lines.pop(0) if section.heading else []
    return Entry(section, level, heading, [line for line in lines if line])


def marked_lines(content, figures):
    """The lines of *content*, each as pieces that join to it.

    *figures* ascend by their start; one that overlaps the one before it, or a line's end, is left out.
    """
    lines, start = [], 0
    for line in content.split("\n"):
        end = start + len(line)
        lines.append(_marked(content, start, end, figures))
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
