"""Scores on real pages that nobody here wrote; they may only rise: raise floors.json when they do."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from archive.importing.pipeline import into_an_empty_archive, preview_paths

ROOT = Path(__file__).resolve().parents[3]
PAGES = ROOT.parent / "shared" / "pages"
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text())

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="skipped: ../shared/pages absent")


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    records = tmp_path_factory.mktemp("floors") / "records.jsonl"
    outcomes = preview_paths([PAGES / "documents"], Counter(), into_an_empty_archive)
    lines = (json.dumps(outcome.as_json(), ensure_ascii=False) for outcome in outcomes)
    records.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(PAGES / "score.py"), str(PAGES), str(records)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def test_every_page_is_read(scores):
    assert scores["read"] == scores["pages"]


@pytest.mark.parametrize(("score", "floor"), FLOORS.items())
def test_a_score_does_not_fall(scores, score, floor):
    assert scores[score] >= floor
