"""Whole inputs and the records they make, one quirk each: data/in/NAME → data/out/NAME.json."""

import json
from pathlib import Path

import pytest

from archive.importing.inputs.files import inputs
from archive.importing.reading.reader import read_article

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize("path", sorted((DATA / "in").iterdir()), ids=lambda path: path.name)
def test_record(path):
    (item,) = inputs([path], passed_over={})

    record = read_article(item).record

    assert record.as_json() == json.loads((DATA / "out" / f"{path.name}.json").read_text(encoding="utf-8"))


def test_every_expectation_has_its_input():
    assert {path.stem for path in (DATA / "out").iterdir()} == {path.name for path in (DATA / "in").iterdir()}
