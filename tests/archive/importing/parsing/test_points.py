"""Points inside running text."""

import pytest

from archive.importing.parsing.points import has_point, points


def tree(text):
    """(number, heading, text, points inside) of every point, behind the text before them."""

    def shape(found):
        return [(one.number, one.heading, one.text, shape(one.sections)) for one in found]

    before, found = points(text)
    return before, shape(found)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("引子。一是学。二是做。", ["一是", "二是"]),
        ("引子。一要學。二要做。", ["一要", "二要"]),
        ("引子。第一，学。第二，做。第三，评。", ["第一，", "第二，", "第三，"]),
        ("引子。其一，学。其二，做。", ["其一，", "其二，"]),
        ("引子。首先，学。其次，做。再次，评。最後，改。", ["首先，", "其次，", "再次，", "最後，"]),
        ("引子：（1）学；（2）做。", ["（1）", "（2）"]),
        ("引子：①学；②做；③评。", ["①", "②", "③"]),
    ],
)
def test_every_way_to_count(text, numbers):
    before, found = tree(text)

    assert (before, [number for number, *_ in found]) == (text[:3], numbers)
    assert has_point(text)


def test_nothing_is_lost():
    assert tree("引子。第一，学。第二，做。") == ("引子。", [("第一，", "", "学。", []), ("第二，", "", "做。", [])])


def test_points_inside_points():
    assert tree("引子。一是学，分两步。首先自学。其次互学。二是做。") == (
        "引子。",
        [
            ("一是", "", "学，分两步。", [("首先", "", "自学。", []), ("其次", "", "互学。", [])]),
            ("二是", "", "做。", []),
        ],
    )


def test_a_point_alone_in_its_line_is_a_heading():
    assert tree("引子。\n一是全员学\n每年办班。\n二是专题学。\n及时跟进。")[1] == [
        ("一是", "全员学", "每年办班。", []),
        ("二是", "", "专题学。\n及时跟进。", []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "首先感谢大家。",
        "引子。首先，学。最后，改。",
        "引子。第一，学。第三，评。",
        "获得第一、第二名。",
        "最后，改。首先，学。",
    ],
)
def test_what_counts_nothing(text):
    assert tree(text) == (text, [])
