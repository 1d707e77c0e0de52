"""Text in the other script."""

import pytest

from archive.chinese.conversion import converted


@pytest.mark.parametrize(
    ("text", "script", "shown"),
    [
        ("双向发力", "hant", "雙向發力"),
        ("雙向發力", "hans", "双向发力"),
        ("头发与发展", "hant", "頭髮與發展"),
        ("人民 abc", "hant", "人民 abc"),
        ("", "hans", ""),
    ],
)
def test_converts(text, script, shown):
    assert converted(text, script) == shown
