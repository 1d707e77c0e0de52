"""Names one a line."""

import pytest
from django.core.exceptions import ValidationError

from archive.editing.lines import LinesField


def test_names_keep_their_order_spaces_and_commas():
    assert LinesField(longest=9).clean(" 乙 丙\r\n\r\n甲,丁\n") == ["乙 丙", "甲,丁"]


def test_what_is_shown_is_no_change():
    field = LinesField(longest=9, required=False)

    assert field.prepare_value(["甲", "乙"]) == "甲\n乙"
    assert [field.has_changed(["甲", "乙"], sent) for sent in ("甲\r\n乙", "乙\r\n甲")] == [False, True]


def test_a_name_that_is_too_long_is_named():
    with pytest.raises(ValidationError, match="乙丙丁戊"):
        LinesField(longest=3).clean("甲\n乙丙丁戊")
