"""The measurement of the explorer itself: it asks what it says, of as many figures as it says."""

import pytest

from archive.models import Metric
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


@pytest.mark.django_db
def test_a_kept_archive_is_not_built_again_and_one_of_another_size_is_refused():
    explorer.build_once(30)
    before = list(Metric.objects.values_list("pk", flat=True))

    explorer.build_once(30)

    assert list(Metric.objects.values_list("pk", flat=True)) == before
    assert len(before) == 30
    with pytest.raises(SystemExit, match="has 30 figures, not 40"):
        explorer.build_once(40)
