"""Figures for other programs: the rows of the explorer, all of them, harmless to spreadsheet programs."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from archive.interfaces import metrics
from tests.archive.builders import make_metric
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"]


def content(answer):
    return b"".join(answer.streaming_content)


def csv_rows(client, query=""):
    text = content(client.get(f"/metrics/figures.csv{query}")).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def json_rows(client, query=""):
    return json.loads(content(client.get(f"/metrics/figures.json{query}")))


def workbook_rows(client, query=""):
    sheet = load_workbook(BytesIO(content(client.get(f"/metrics/figures.xlsx{query}")))).active
    head, *rows = sheet.iter_rows()
    return [dict(zip((cell.value for cell in head), row, strict=True)) for row in rows]


def test_a_row_holds_the_figure_and_leads_to_its_sentence(client):
    article = make_article(organization="青禾区政协")
    section = make_section(article, anchor="s1", text="占0.5%。")
    metric = make_metric(article, section=section, raw="0.5%", value="0.5", unit="%", kind="share", sentence="占0.5%。")

    (row,) = json_rows(client)

    assert row == {
        "value": "0.5", "value_max": None, "unit": "%", "kind": "share", "qualifier": "", "verb": "", "subject": "",
        "period": "", "period_start": None, "period_end": None, "status": "extracted", "raw": "0.5%",
        "sentence": "占0.5%。", "organization": "青禾区政协", "published": "2019-11-22", "title": article.title,
        "address": f"http://testserver{article.get_absolute_url()}?figure={metric.pk}#s1",
    }  # fmt: skip


@pytest.mark.parametrize("rows_of", [csv_rows, json_rows, workbook_rows])
def test_rows_are_those_shown_filtered_and_sorted_on_all_pages(client, rows_of):
    article = make_article()
    for number in range(60):
        make_metric(article, raw=f"{number}次", value=number)
    make_metric(article, raw="5份", unit="份")
    make_metric(article, raw="6次", status="rejected")

    rows = rows_of(client, "?unit=次&sort=-value&page=2")

    assert [getattr(row["raw"], "value", row["raw"]) for row in rows] == [f"{number}次" for number in range(59, -1, -1)]


def test_the_mark_of_utf_8_comes_first(client):
    assert content(client.get("/metrics/figures.csv")).startswith(b"\xef\xbb\xbfvalue,")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_taken_for_a_formula(client, formula):
    make_metric(make_article(), subject=formula)

    (row,), (cells,) = csv_rows(client), workbook_rows(client)

    assert row["subject"] == f"'{formula}"
    assert (cells["subject"].value, cells["subject"].data_type) == (f"'{formula}", "s")


def test_values_below_zero_stay_numbers(client):
    make_metric(make_article(), raw="-3%", value=-3, unit="%")

    assert csv_rows(client)[0]["value"] == "-3"
    assert workbook_rows(client)[0]["value"].value == -3


def test_characters_that_no_workbook_holds_are_left_out(client):
    make_metric(make_article(), subject="座\x0b谈")

    assert workbook_rows(client)[0]["subject"].value == "座谈"


@pytest.mark.parametrize(("rows_of"), [csv_rows, json_rows, workbook_rows])
def test_nothing_is_found(client, rows_of):
    assert rows_of(client) == []


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_wrong_filters_are_told_in_words(client, form):
    answer = client.get(f"/metrics/figures.{form}?year=abc")

    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "year: " in answer.content.decode()


def test_too_many_figures_for_a_workbook(client, monkeypatch):
    monkeypatch.setattr(metrics, "MOST_IN_WORKBOOK", 1)
    article = make_article()
    make_metric(article)
    make_metric(article)

    assert client.get("/metrics/figures.xlsx").status_code == 400
    assert len(csv_rows(client)) == 2
