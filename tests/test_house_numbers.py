"""Functions and files stay small enough to be read at one sitting."""

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 300  # a hint: a file with one subject may be longer, and is named here with it
ONE_SUBJECT = {
    "archive/admin/metrics.py": "the admin of metrics: their list, one report's, one metric, the review",
    "archive/importing/inputs/containers.py": "the inputs inside a file, whatever holds them, under one set of limits",
    "archive/importing/reading/workers.py": "reader processes: started, fed, limited and ended",
}
LONGEST_FUNCTION = 60
MEDIAN_FUNCTION = 10
LONGEST_TEMPLATE_LINE = 120  # as ruff has it for Python


def source_files():
    return [
        path
        for room in ("archive", "search", "benchmarks")
        for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts
    ]


def function_lengths():
    return {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in source_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    }


def test_files_without_one_subject_are_at_most_300_lines():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in source_files()}

    assert {path for path, length in lengths.items() if length > LONGEST_FILE} == ONE_SUBJECT.keys()


def test_no_function_is_over_60_lines():
    assert {name: length for name, length in function_lengths().items() if length > LONGEST_FUNCTION} == {}


def test_median_function_is_at_most_10_lines():
    assert median(function_lengths().values()) <= MEDIAN_FUNCTION


def test_template_lines_are_at_most_120_characters():
    lengths = {
        f"{path.relative_to(ROOT)}:{number}": len(line)
        for path in (ROOT / "templates").rglob("*.html")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
    }

    assert {place: length for place, length in lengths.items() if length > LONGEST_TEMPLATE_LINE} == {}
