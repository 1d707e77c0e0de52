"""The measurement of the explorer itself: it asks what it says, of as many figures as it says."""

import pytest

from benchmarks import explorer

FIGURES = 3_000  # page 50 is among the pages asked for


@pytest.mark.django_db
def test_every_address_is_answered_over_the_figures_that_were_made():
    explorer.build(FIGURES)

    report = explorer.measured(rounds=1)

    assert report["figures"] == FIGURES
    assert {name: answer["status"] for name, answer in report["addresses"].items()} == dict.fromkeys(
        explorer.ASKED, 200
    )
