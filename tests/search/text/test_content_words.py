"""What remains of a question without what only asks."""

import pytest

from archive.chinese.folding import fold
from search.text.content_words import content_runs, content_words, required_content_words
from search.text.words import words


@pytest.mark.parametrize(
    ("line", "told", "runs", "wanted"),
    [
        ("什么是提案", ["是", "提案"], ["是提案"], ["是", "提案"]),
        ("甚麼是提案？", ["是", "提案"], ["是提案"], ["是", "提案"]),
        ("电梯有多少台", ["电梯", "有", "台"], ["电梯有", "台"], ["电梯", "有", "台"]),
        ("几何", ["几何"], ["几何"], ["几何"]),
        ("谁", ["谁"], ["谁"], ["谁"]),
        ("31%，提案", ["31%", "提案"], ["31", "提案"], ["31%", "提案"]),
        ("？", [], ["?"], []),
        ("", [], [""], []),
    ],
)
def test_what_a_question_tells(line, told, runs, wanted):
    text = fold(line)

    assert [word.text for word in content_words(words(text))] == told
    assert [run for run in content_runs(text, words(text)) if run or runs == [""]] == runs
    assert required_content_words(text) == wanted
