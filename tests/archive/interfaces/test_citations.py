"""Citations: one golden text a quirk."""

import json
from dataclasses import replace
from datetime import date

import pytest

from archive.interfaces.citations import Citation, apa, authors_of, bibtex, chicago, csl_json, gbt_2015, gbt_2025, ris

CITED = Citation(
    key="report-7",
    title="示例：青禾区协商报告",
    authors=("青禾区政协",),
    outlet="示例网",
    published=(2019, 3, 5),
    accessed=date(2026, 1, 2),
    url="https://archive.example/articles/7/shi-li/",
    language="zh-Hans",
)


def cited(**facts):
    return replace(CITED, **facts)


# --- who -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("author", "body", "outlet", "authors"),
    [
        ("甲一、甲二，甲三", "青禾区政协", "示例网", ("甲一", "甲二", "甲三")),
        ("", "青禾区政协", "示例网", ("青禾区政协",)),
        ("、", "", "示例网", ("示例网",)),
        ("", "", "", ()),
    ],
)
def test_the_author_stands_before_the_body_and_the_body_before_the_outlet(author, body, outlet, authors):
    assert authors_of(author, body=body, outlet=outlet) == authors


# --- plain ---------------------------------------------------------------------------------------

URL = CITED.url


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({}, f"青禾区政协. 示例：青禾区协商报告[EB/OL]. (2019-03-05)[2026-01-02]. {URL}"),
        ({"published": (2019, 3)}, f"青禾区政协. 示例：青禾区协商报告[EB/OL]. (2019-03)[2026-01-02]. {URL}"),
        ({"published": (2019,)}, f"青禾区政协. 示例：青禾区协商报告[EB/OL]. (2019)[2026-01-02]. {URL}"),
        ({"published": ()}, f"青禾区政协. 示例：青禾区协商报告[EB/OL]. [2026-01-02]. {URL}"),
        ({"authors": ()}, f"示例：青禾区协商报告[EB/OL]. (2019-03-05)[2026-01-02]. {URL}"),
        ({"authors": ("甲", "乙", "丙")}, f"甲, 乙, 丙. 示例：青禾区协商报告[EB/OL]. (2019-03-05)[2026-01-02]. {URL}"),
        (
            {"authors": ("甲", "乙", "丙", "丁")},
            f"甲, 乙, 丙, 等. 示例：青禾区协商报告[EB/OL]. (2019-03-05)[2026-01-02]. {URL}",
        ),
    ],
)
def test_gbt(facts, text):
    assert gbt_2015(cited(**facts)) == text
    assert gbt_2025(cited(**facts)) == f"{text}."


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({}, f"青禾区政协. (2019, March 5). 示例：青禾区协商报告. 示例网. {URL}"),
        ({"published": (2019, 3)}, f"青禾区政协. (2019, March). 示例：青禾区协商报告. 示例网. {URL}"),
        ({"published": (2019,)}, f"青禾区政协. (2019). 示例：青禾区协商报告. 示例网. {URL}"),
        ({"published": ()}, f"青禾区政协. (n.d.). 示例：青禾区协商报告. 示例网. {URL}"),
        ({"authors": ()}, f"示例：青禾区协商报告. (2019, March 5). 示例网. {URL}"),
        ({"authors": ("示例网",)}, f"示例网. (2019, March 5). 示例：青禾区协商报告. {URL}"),
        ({"authors": ("甲", "乙", "丙")}, f"甲, 乙, & 丙. (2019, March 5). 示例：青禾区协商报告. 示例网. {URL}"),
        ({"title": "示例：何以协商？"}, f"青禾区政协. (2019, March 5). 示例：何以协商？ 示例网. {URL}"),
    ],
)
def test_apa(facts, text):
    assert apa(cited(**facts)) == text


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({}, f"青禾区政协. “示例：青禾区协商报告.” 示例网, March 5, 2019. {URL}."),
        ({"published": (2019, 3)}, f"青禾区政协. “示例：青禾区协商报告.” 示例网, March 2019. {URL}."),
        ({"published": (2019,)}, f"青禾区政协. “示例：青禾区协商报告.” 示例网, 2019. {URL}."),
        ({"published": ()}, f"青禾区政协. “示例：青禾区协商报告.” 示例网. Accessed January 2, 2026. {URL}."),
        ({"authors": ()}, f"“示例：青禾区协商报告.” 示例网, March 5, 2019. {URL}."),
        ({"authors": ("甲", "乙")}, f"甲 and 乙. “示例：青禾区协商报告.” 示例网, March 5, 2019. {URL}."),
        ({"authors": ("甲", "乙", "丙")}, f"甲, 乙, and 丙. “示例：青禾区协商报告.” 示例网, March 5, 2019. {URL}."),
        ({"title": '示例：“有事”与"商量"'}, f"青禾区政协. “示例：‘有事’与‘商量’.” 示例网, March 5, 2019. {URL}."),
        ({"outlet": "", "published": ()}, f"青禾区政协. “示例：青禾区协商报告.” Accessed January 2, 2026. {URL}."),
    ],
)
def test_chicago(facts, text):
    assert chicago(cited(**facts)) == text


# --- files ---------------------------------------------------------------------------------------


def test_bibtex():
    assert bibtex(CITED) == (
        "@misc{report-7,\n"
        "  author = {{青禾区政协}},\n"
        "  title = {{示例：青禾区协商报告}},\n"
        "  howpublished = {示例网},\n"
        "  year = {2019},\n"
        "  month = {3},\n"
        "  day = {5},\n"
        "  url = {https://archive.example/articles/7/shi-li/},\n"
        "  urldate = {2026-01-02},\n"
        "  language = {zh-Hans}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("50% & 3_4 #1 $", r"50\% \& 3\_4 \#1 \$"),
        ("a\\b", r"a\textbackslash{}b"),
        ("{甲}~^", r"\{甲\}\textasciitilde{}\textasciicircum{}"),
        ("甲\n}\n@misc{x", r"甲 \} @misc\{x"),
    ],
)
def test_bibtex_escapes_what_tex_would_run(title, written):
    assert f"  title = {{{{{written}}}}},\n" in bibtex(cited(title=title))


@pytest.mark.parametrize(
    ("published", "fields"),
    [((), ""), ((2019,), "  year = {2019},\n"), ((2019, 3), "  year = {2019},\n  month = {3},\n")],
)
def test_bibtex_gives_as_much_of_the_date_as_is_known(published, fields):
    text = bibtex(cited(published=published))

    assert text[text.index("  year") if fields else text.index("  url") : text.index("  url")] == fields


def test_bibtex_keeps_authors_apart():
    assert "  author = {{甲} and {乙 and 丙}},\n" in bibtex(cited(authors=("甲", "乙 and 丙")))


def test_ris():
    assert ris(CITED) == (
        "TY  - ELEC\r\n"
        "ID  - report-7\r\n"
        "AU  - 青禾区政协\r\n"
        "TI  - 示例：青禾区协商报告\r\n"
        "T2  - 示例网\r\n"
        "PY  - 2019\r\n"
        "DA  - 2019/03/05/\r\n"
        "Y2  - 2026/01/02/\r\n"
        "LA  - zh-Hans\r\n"
        "UR  - https://archive.example/articles/7/shi-li/\r\n"
        "ER  - \r\n"
    )


def test_ris_when_only_the_year_is_known():
    assert "PY  - 2019\r\nDA  - 2019///\r\n" in ris(cited(published=(2019,)))


def test_ris_when_undated():
    assert [line for line in ris(cited(published=())).splitlines() if line[:2] in ("PY", "DA")] == []


def test_no_line_of_a_title_becomes_a_field_of_ris():
    assert "TI  - 甲 ER - TY - BOOK\r\n" in ris(cited(title="甲\r\nER  - \r\nTY  - BOOK"))


def test_csl_json():
    assert json.loads(csl_json(CITED)) == [
        {
            "id": "report-7",
            "type": "webpage",
            "title": "示例：青禾区协商报告",
            "author": [{"literal": "青禾区政协"}],
            "container-title": "示例网",
            "issued": {"date-parts": [[2019, 3, 5]]},
            "accessed": {"date-parts": [[2026, 1, 2]]},
            "URL": "https://archive.example/articles/7/shi-li/",
            "language": "zh-Hans",
        }
    ]


def test_csl_json_leaves_out_what_is_unknown():
    item = json.loads(csl_json(cited(authors=(), outlet="", published=())))[0]

    assert [name for name in ("author", "container-title", "issued") if name in item] == []
