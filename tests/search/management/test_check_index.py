"""The command check_index: what it prints and how it ends."""

import json

import pytest
from django.core.management import call_command
from haystack import connections

from search.models import Outbox
from tests.builders import make_article

pytestmark = pytest.mark.django_db

NONE = {"ghosts": [], "missing": [], "duplicates": [], "stale": [], "unusable": ""}


def run(capsys, **options):
    """(exit code, what was printed)."""
    code = 0
    try:
        call_command("check_index", **options)
    except SystemExit as end:
        code = end.code
    return code, capsys.readouterr().out


def test_agreement_ends_with_0(capsys):
    assert run(capsys) == (0, "Index and database agree.\n")


def test_disagreement_ends_with_1_and_changes_nothing(capsys):
    article = make_article()

    for _ in range(2):
        assert run(capsys) == (
            1,
            f"missing: {article.pk}\nThey do not agree. Run: manage.py check_index --repair\n",
        )


def test_repair_ends_with_0(capsys):
    article = make_article()

    assert run(capsys, repair=True) == (0, f"missing: {article.pk}\nRepaired.\n")
    assert run(capsys, repair=True) == (0, "Index and database agree.\n")


def test_json(capsys):
    article = make_article()
    found = NONE | {"missing": [article.pk]}

    code, printed = run(capsys, format="json")
    assert (code, json.loads(printed)) == (1, {"agrees": False, "found": found, "left": found})

    code, printed = run(capsys, format="json", repair=True)
    assert (code, json.loads(printed)) == (0, {"agrees": True, "found": found, "left": NONE})


def test_repair_leaves_nothing_noted(capsys):
    make_article()
    assert Outbox.objects.exists()

    run(capsys, repair=True)

    assert not Outbox.objects.exists()


def test_a_damaged_index_is_told_and_repaired(capsys, index_folder):
    make_article()
    connections["default"].get_backend().clear()
    (index_folder / "CURRENT").unlink()

    code, printed = run(capsys)
    assert (code, printed.startswith("unusable: ")) == (1, True)

    code, printed = run(capsys, repair=True)
    assert (code, printed.endswith("Repaired.\n")) == (0, True)
