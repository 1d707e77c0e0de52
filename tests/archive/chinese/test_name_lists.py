"""Lists of names, cut and joined."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.name_lists import Spaces, join_names, split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("协商、民主", ["协商", "民主"]),
        ("协商, 民主; 监督；提案|委员", ["协商", "民主", "监督", "提案", "委员"]),
        ("协商 民主　监督", ["协商", "民主", "监督"]),
        ("城市 更新、民主", ["城市 更新", "民主"]),
        ("Open Data, John  Smith", ["Open Data", "John Smith"]),
        ('"Open Data" 民主', ["Open Data", "民主"]),
        ('"甲、乙"、丙', ["甲、乙", "丙"]),
        ('他说"好"', ['他说"好"']),
        ("、 ,", []),
        ("", []),
    ],
)
def test_commas_separate_and_spaces_only_where_there_are_no_commas(text, names):
    assert split_names(text) == names


def test_spaces_need_not_separate():
    assert split_names("城市 更新", spaces="never") == ["城市 更新"]


NAMES = st.text(st.sampled_from('甲乙a ,、;"|'), min_size=1).map(lambda name: " ".join(name.split())).filter(bool)


def test_spaces_may_separate_beside_commas():
    assert split_names('座談、委員 协商 "Open Data"', spaces="always") == ["座談", "委員", "协商", "Open Data"]


@given(st.lists(NAMES), st.sampled_from(get_args(Spaces)))
def test_joined_names_are_cut_into_the_same(names, spaces):
    assert split_names(join_names(names), spaces=spaces) == names
