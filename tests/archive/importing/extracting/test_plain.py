"""Lines of text and Markdown."""

from archive.importing.extracting.plain import read_markdown, read_text
from archive.importing.records import TextLine


def test_lines_keep_their_numbers():
    assert read_text("\n　　标题　\n\n正文。").lines == (TextLine(2, "标题"), TextLine(4, "正文。"))


def test_marks_of_markdown_are_taken_off():
    text = "# 标题\n\n![图](a.jpg)\n见[此页](https://example.org/)和<https://example.org/b>。\n---\n**一、要点**\n"

    assert read_markdown(text).lines == (
        TextLine(1, "标题", heading=True),
        TextLine(4, "见此页和https://example.org/b。"),
        TextLine(6, "一、要点", strong=True),
    )


def test_rows_of_a_table_are_lines_with_tabs_between_their_cells():
    text = "| 项目 | 次数 |\n|:---|---:|\n| **座谈** | 12 |\n| 走访 | |\n"

    assert read_markdown(text).lines == (TextLine(1, "项目\t次数"), TextLine(3, "座谈\t12"), TextLine(4, "走访"))
