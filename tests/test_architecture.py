"""The walls of the house: pure rooms stay pure, and no junk drawers."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
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


CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
PURE_ROOMS = next(one["source_modules"] for one in CONTRACTS if one["name"] == "Cores are plain Python")
FORBIDDEN = ("django", "haystack")
FURTHER = {"search.engine": (), "search.text": ("whoosh", "numpy")}  # other rooms may not have Whoosh


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_pure_rooms_import_without_frameworks(room):
    """The contract in pyproject.toml is static: it does not see what an import does when it runs."""
    forbidden = ",".join((*FORBIDDEN, *FURTHER.get(room, ("whoosh",))))
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", IMPORT_PURE_ROOMS, forbidden, room],
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


def test_no_public_class_name_means_two_things():
    """Classes nested in others, such as Article.State, are named with these."""
    homes = defaultdict(list)
    for room in ("archive", "search"):
        for path in (ROOT / room).rglob("*.py"):
            if path.parent.name not in ("migrations", "commands"):  # Django finds these by their names
                for node in ast.parse(path.read_text()).body:
                    if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                        homes[node.name].append(str(path.relative_to(ROOT)))

    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}
