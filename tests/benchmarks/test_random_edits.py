"""Random edits over reports of all sizes lose nothing and meet no error page but ours."""

import pytest

from benchmarks.random_edits import edited_often


@pytest.mark.django_db
def test_a_hundred_random_edits_lose_nothing():
    report = edited_often(100, seed=7)

    assert (report["lost"], report["raw_error_pages"]) == ([], [])
    assert len(report["kinds"]) > 20
