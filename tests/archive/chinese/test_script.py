"""Which script a text is written in."""

import pytest

from archive.chinese.script import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("区政协开展专题协商，形成建议。", "hans"),
        ("區政協開展專題協商，形成建議。", "hant"),
        ("", "hans"),
        ("2019 abc，人口、公里、皇后", "hans"),
        ("选题要窄，調研要實，报告要短，結論要真", "mixed"),
    ],
)
def test_script(text, script):
    assert script_of(text) == script


def test_leftovers_of_a_machine_conversion_do_not_make_a_text_mixed():
    text = "區政協開展專題協商，并聽取群眾意見，辦結建議，務實為民，調研團隊與專業機構聯繫緊密。"

    assert script_of(text) == "hant"
