"""Originals and what was left out of them."""

import pytest
from django.db import IntegrityError

from archive.models import Capture, ImportRun, Removal
from tests.archive.builders import make_capture
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sha256", ["", "a" * 63, "A" * 64, "g" * 64])
def test_the_database_refuses_a_malformed_digest(sha256):
    with pytest.raises(IntegrityError):
        make_capture(make_article(), sha256=sha256)


def test_the_same_bytes_are_kept_once():
    make_capture(make_article())

    with pytest.raises(IntegrityError):
        make_capture(make_article())


def test_the_latest_original_comes_first():
    article = make_article()
    old, new = make_capture(article, sha256="a" * 64), make_capture(article, sha256="b" * 64)

    assert list(article.captures.all()) == [new, old]
    assert article.captures.latest() == new


def test_originals_go_with_their_report_and_outlive_their_run():
    article, run = make_article(), ImportRun.objects.create()
    make_capture(article, run=run, removed=[(1, "spam", "垃圾")])

    run.delete()
    assert Capture.objects.get().run is None
    article.delete()
    assert (Capture.objects.count(), Removal.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("origin", "name"),
    [("/a/b/2019.txt", "2019.txt"), ("C:\\a\\2019.txt", "2019.txt"), ("a/b.zip/c.html", "c.html"), ("x.txt", "x.txt")],
)
def test_file_name_is_the_last_part_of_the_origin(origin, name):
    assert Capture(origin=origin).file_name == name
