"""The tree of sections and the figures in their lines."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from archive.models import Metric, Section
from archive.pages.outline import marked_lines, number_metrics, outline


def sections(*parents):
    """Sections 1, 2, 3 … in reading order, each with the number of its parent (None for none)."""
    return [
        Section(pk=pk, parent_id=parent, anchor=f"a{pk}", text="文")
        for pk, parent in zip(count(1), parents, strict=False)
    ]


def shape(entries):
    return [(entry.section.pk, shape(entry.entries)) for entry in entries]


def figures(*spans, content):
    """Figures at (start, end) of the content."""
    metrics = [Metric(raw=content[start:end], start=start, end=end) for start, end in spans]
    return number_metrics(metrics)


def texts(lines):
    return [[piece.text for piece in line] for line in lines]


def test_children_stand_below_their_parents():
    assert shape(outline(sections(None, None, 2, 2, None), [])) == [(1, []), (2, [(3, []), (4, [])]), (5, [])]


def test_levels_follow_the_depth():
    (first,) = outline(sections(None, 1, 2), [])

    assert (first.level, first.entries[0].level, first.entries[0].entries[0].level) == (2, 3, 4)


def test_deeper_than_headings_go_stays_on_the_last_level():
    (entry,) = outline(sections(None, *range(1, 40)), [])

    levels = []
    while entry:
        levels.append(entry.level)
        last, entry = entry, entry.entries[0] if entry.entries else None
    assert levels == [2, 3, 4, 5, 6]
    assert last.section.pk == 5


def test_a_child_before_its_parent_and_a_circle_are_kept_on_top():
    assert shape(outline(sections(2, None, 4, 3), [])) == [(1, []), (2, []), (3, [(4, [])])]


def test_a_number_without_heading_begins_the_first_paragraph():
    (entry,) = outline([Section(pk=1, number="一是", text="全员学。\n次段")], [])

    assert (texts([entry.heading]), texts(entry.paragraphs)) == ([[]], [["一是全员学。"], ["次段"]])


def test_heading_and_paragraphs_are_told_apart():
    (entry,) = outline([Section(pk=1, number="一、", heading="学习", text="首段\n\n次段")], [])

    assert texts([entry.heading, *entry.paragraphs]) == [["一、学习"], ["首段"], ["次段"]]


def test_a_section_without_a_heading_has_only_paragraphs():
    (entry,) = outline([Section(pk=1, text="首段")], [])

    assert (entry.heading, texts(entry.paragraphs)) == ([], [["首段"]])


def test_figures_are_cut_out_of_heading_and_text():
    section = Section(pk=1, heading="走访9次", text="座谈87次,占31%。")
    metrics = [
        Metric(section=section, raw=raw, start=section.content.index(raw), end=section.content.index(raw) + len(raw))
        for raw in ("31%", "9次", "87次")
    ]

    (entry,) = outline([section], number_metrics(metrics))

    assert texts([entry.heading, *entry.paragraphs]) == [["走访", "9次"], ["座谈", "87次", ",占", "31%", "。"]]
    assert [piece.numbered.number for piece in entry.paragraphs[0] if piece.numbered] == [3, 1]


def test_a_figure_whose_words_have_moved_is_not_marked():
    section = Section(pk=1, text="如今座谈87次。")

    (entry,) = outline([section], number_metrics([Metric(section=section, raw="87次", start=2, end=5)]))

    assert texts(entry.paragraphs) == [["如今座谈87次。"]]


def test_of_overlapping_figures_the_first_is_marked():
    content = "12年9次"

    assert texts(marked_lines(content, figures((0, 3), (1, 4), (3, 5), content=content))) == [["12年", "9次"]]


def test_a_figure_over_a_line_end_is_left_out():
    content = "甲1\n2乙"

    assert texts(marked_lines(content, figures((1, 4), content=content))) == [["甲1"], ["2乙"]]


@given(st.text("甲1<&\n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=6))
def test_pieces_join_to_the_content_whatever_is_marked(content, spans):
    ascending = sorted((start, start + length) for start, length in spans if start + length <= len(content))

    lines = marked_lines(content, figures(*ascending, content=content))

    assert "\n".join("".join(pieces) for pieces in texts(lines)) == content
