"""The walls of the house: pure rooms stay pure, and no junk drawers."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from search.pages.slots import FILLERS
from search.urls import urlpatterns as search_addresses

ROOT = Path(__file__).parent.parent

IMPORT_PURE_ROOMS = """
import importlib, pkgutil, sys

def every_module(room):
    module = importlib.import_module(room)
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), room + "."):
        importlib.import_module(found.name)

for room in sys.argv[2:]:
    every_module(room)
print(*sorted(set(sys.argv[1].split(",")) & set(sys.modules)))
"""

STEPS = ("records", "reading", "extracting", "cleaning", "parsing", "containers", "inputs", "reports", "workers")
IMPORTING_CORE = [f"archive.importing.{step}" for step in STEPS]


@pytest.mark.parametrize(
    ("rooms", "forbidden"),
    [
        (["archive.chinese"], "django,haystack,whoosh"),
        (IMPORTING_CORE, "django,haystack,whoosh"),
        (["archive.metrics.units", "archive.metrics.extraction"], "django,haystack,whoosh"),
        (["search.text"], "django,haystack,whoosh,numpy"),
        (["search.engine"], "django,haystack"),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, list) else value,
)
def test_pure_rooms_import_without_frameworks(rooms, forbidden):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", IMPORT_PURE_ROOMS, forbidden, *rooms],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr


def test_no_junk_drawers():
    drawers = {"utils.py", "helpers.py", "services.py", "signals.py", "constants.py", "common.py"}

    found = [path for room in ("archive", "search") for path in (ROOT / room).rglob("*.py") if path.name in drawers]

    assert found == []


def test_package_inits_are_empty():
    exceptions = {ROOT / "archive" / room / "__init__.py" for room in ("models", "admin")}  # Django looks there
    inits = {path for room in ("archive", "search") for path in (ROOT / room).rglob("__init__.py")}

    assert [path for path in inits - exceptions if path.read_text().strip()] == []


def test_every_module_says_what_lives_in_it():
    modules = [path for room in ("archive", "search", "tests", "benchmarks") for path in (ROOT / room).rglob("*.py")]
    silent = [
        str(path.relative_to(ROOT))
        for path in modules
        if path.name != "__init__.py" and "migrations" not in path.parts and not path.read_text().startswith('"""')
    ]

    assert silent == []


def test_templates_outside_search_use_nothing_of_search():
    """They name slots, which search fills (see archive/pages/slots.py)."""
    libraries = {path.stem for path in (ROOT / "search" / "templatetags").glob("[!_]*.py")}
    addresses = {address.name for address in search_addresses}

    assert {path: found for path in templates_outside_search() if (found := uses(path, libraries, addresses))} == {}


def templates_outside_search():
    rooms = [ROOT / "templates" / "search", ROOT / "templates" / "admin" / "search"]
    return [path for path in (ROOT / "templates").rglob("*.html") if not any(room in path.parents for room in rooms)]


def uses(template, libraries, addresses):
    """The libraries, addresses and templates of search that the template names."""
    source = template.read_text()
    loaded = {name for names in re.findall(r"{% load (.+?) %}", source) for name in names.split()}
    named = set(re.findall(r"""{% url ["']([^"']+)["']""", source))
    shown = re.findall(r"""{% (?:include|extends) ["']((?:admin/)?search/[^"']+)["']""", source)
    return [
        *loaded & libraries,
        *named & addresses,
        *(name for name in named if name.startswith("admin:search_")),
        *shown,
    ]


def test_search_fills_each_slot_that_pages_name_and_no_other():
    templates = "".join(path.read_text() for path in templates_outside_search())
    views = "".join(path.read_text() for path in (ROOT / "archive").rglob("*.py"))

    named = [*re.findall(r'{% slot "(\w+)"', templates), *re.findall(r'filling\("(\w+)"', views)]

    assert set(named) == set(FILLERS)
