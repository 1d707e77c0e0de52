"""What the documents name exists: commands, files, settings. The README says the same in both languages."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from search.text.grammar import parse_query

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")
DOCUMENTS = (*READMES, "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
HEADINGS = {"README.md": ("## Searching", "## Commands"), "README.zh.md": ("## 检索", "## 命令")}
AUDIENCES = ["Readers", "Editors", "Operators", "Developers"]
LONGEST_ENTRY = 120
SUFFIXES = {".html", ".json", ".md", ".po", ".py", ".toml", ".tsv", ".txt"}
MADE_BY_THE_SITE = {"var/"}

of_each_readme = pytest.mark.parametrize("readme", READMES)
of_each_document = pytest.mark.parametrize("document", DOCUMENTS)


def text(document):
    return (ROOT / document).read_text()


def searches(readme):
    begin, end = HEADINGS[readme]
    return re.findall(r"`([^`]+)`", text(readme).split(begin)[1].split(end)[0])


# --- commands, links, paths -----------------------------------------------------------------------


@of_each_document
def test_commands_exist(document):
    named = set(re.findall(r"manage\.py (\w+)", text(document)))

    assert named - set(get_commands()) == set()


@of_each_document
def test_scripts_are_executable(document):
    named = set(re.findall(r"\bbin/(\w+)", text(document).replace(".venv/bin/", "")))

    assert {name for name in named if not (ROOT / "bin" / name).stat().st_mode & 0o100} == set()


@of_each_document
def test_links_lead_somewhere(document):
    targets = re.findall(r"\]\(([^)#]+)\)", text(document))

    assert [target for target in targets if not target.startswith("http") and not (ROOT / target).exists()] == []


def paths(document):
    """What stands in backticks and looks like a path: `search/text/`, `models/article.py`, `pyproject.toml`."""
    named = re.findall(r"`([\w.-]+(?:/[\w.-]*)*)`", text(document))
    return [name for name in dict.fromkeys(named) if "/" in name or Path(name).suffix in SUFFIXES]


def exists(path):
    """Whether *path* is there, from the root or, for short, from within a room. NAME stands for any name."""
    pattern = path.rstrip("/").replace("NAME", "*")
    rooms = ("archive", "search", "tests", "benchmarks", "templates", "static")
    return any(ROOT.glob(pattern)) or any(any((ROOT / room).rglob(pattern)) for room in rooms)


@of_each_document
def test_paths_exist(document):
    assert [path for path in paths(document) if path not in MADE_BY_THE_SITE and not exists(path)] == []


@pytest.mark.parametrize("room", re.findall(r"^\| `([\w/.]+)`", text("ARCHITECTURE.md"), re.MULTILINE))
def test_rooms_on_the_map_exist(room):
    assert (ROOT / room).exists()


# --- both READMEs ---------------------------------------------------------------------------------


@of_each_readme
def test_settings_in_the_readme_are_those_the_site_reads(readme):
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", text(readme), re.MULTILINE))
    read = set(re.findall(r'env\.\w+\("([A-Z_]+)"', text("archive/settings.py")))

    assert documented == read | {"PORT"}


@pytest.mark.parametrize("query", dict.fromkeys(query for readme in READMES for query in searches(readme)))
def test_searches_in_the_readme_are_read_as_meant(query):
    reading = parse_query(query)

    assert reading.query is not None
    assert reading.problems == ()


def test_both_readmes_show_the_same_searches():
    one, other = map(searches, READMES)

    assert one == other


def test_both_readmes_show_the_same_commands_in_the_same_order():
    one, other = (re.findall(r"^    (\S.*?)  +#", text(readme), re.MULTILINE) for readme in READMES)

    assert "bin/serve" in one
    assert one == other


@of_each_readme
def test_each_readme_begins_with_both_scripts_and_the_way_to_the_other(readme):
    beginning = text(readme)[:400]

    assert re.findall(r"^    (bin/\w+) ", beginning, re.MULTILINE) == ["bin/serve", "bin/test"]
    assert set(re.findall(r"\]\((README[\w.]*)\)", beginning)) == {*READMES} - {readme}


# --- the changelog --------------------------------------------------------------------------------


def test_each_entry_of_the_changelog_is_one_line_under_whom_it_concerns():
    _, *versions = re.split(r"^## .*\n", text("CHANGELOG.md"), flags=re.MULTILINE)
    lines = [line for version in versions for line in version.splitlines() if line]

    assert [line for line in lines if not line.startswith(("- ", "### ")) or len(line) > LONGEST_ENTRY] == []
    for version in versions:
        groups = re.findall(r"^### (.+)$", version, re.MULTILINE)
        assert groups == [audience for audience in AUDIENCES if audience in groups]


def test_the_changelog_begins_with_what_is_not_released():
    assert re.findall(r"^## (\w+)", text("CHANGELOG.md"), re.MULTILINE)[0] == "Unreleased"


def test_entries_of_the_changelog_need_what_can_be_done():
    needs = set(re.findall(r"^- .*needs: (.*)$", text("CHANGELOG.md"), re.MULTILINE))

    assert needs <= {"migrate", "reindex", "migrate, reindex"}
