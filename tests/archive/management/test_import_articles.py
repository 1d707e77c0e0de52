"""The command: what it prints where, and when it fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.models import Article, ImportRun

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.django_db

TEXT = "示例：把書桌搬到議題旁\n2019年04月18日 10:05 | 來源:示例網\n全區9個界別各有一間書房。\n更多\n"


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_lines_go_to_stdout_and_the_summary_to_stderr(report, capsys):
    call_command("import_articles", report, format="json")
    shown, told = capsys.readouterr()

    (line,) = shown.splitlines()
    assert (json.loads(line)["path"], json.loads(line)["article"]) == (str(report), Article.objects.get().pk)
    assert told == "Imported: 1 created.\n"


def test_text_names_each_input_and_its_problems(report, capsys):
    call_command("import_articles", report)
    assert (
        capsys.readouterr().out == f"created   {report}: 示例：把書桌搬到議題旁 (report {Article.objects.get().pk})\n"
    )

    report.write_text("没有标题的一段正文，说的是协商。\u200b", encoding="utf-8")
    call_command("import_articles", report)
    assert capsys.readouterr().out.splitlines()[1:] == [
        "          line 1: Left out what cannot be seen: U+200B. [invisible-character]",
        "          line 1: No title; the text's beginning stands in. [no-title]",
    ]


def test_a_failed_input_makes_the_command_fail_after_all_others(report, tmp_path, capsys):
    (tmp_path / "0.txt").write_bytes(b"\x00")

    with pytest.raises(CommandError, match="1 of 2 inputs"):
        call_command("import_articles", tmp_path)

    assert Article.objects.count() == 1
    assert "line 1: A zero byte: this is no text file. [encoding]" in capsys.readouterr().out


def test_a_missing_path_is_told_before_anything_is_done(report, tmp_path):
    with pytest.raises(CommandError, match=r"no file or folder .*none.*manage\.py import_articles"):
        call_command("import_articles", report, tmp_path / "none")

    assert (Article.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_a_dry_run_writes_nothing(report, capsys):
    call_command("import_articles", report, dry_run=True, format="json")
    shown, told = capsys.readouterr()

    assert (json.loads(shown)["status"], json.loads(shown)["article"]) == ("created", None)
    assert told == "Dry run, nothing written: 1 created.\n"
    assert (Article.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_files_passed_over_are_named_in_the_summary(report, tmp_path, capsys):
    (tmp_path / "style.css").write_text("a")

    call_command("import_articles", tmp_path)

    assert capsys.readouterr().err.splitlines()[1] == "Passed over 1 files without reports: .css"


def test_an_empty_folder_is_told(tmp_path, capsys):
    call_command("import_articles", tmp_path)

    assert capsys.readouterr().err == "Imported: no input found.\n"


def test_progress_is_shown_when_asked_for(report, capsys):
    call_command("import_articles", report, progress=True)

    assert "1/1" in capsys.readouterr().err


def test_an_export_imported_into_an_empty_archive_exports_the_same(report, tmp_path, capsys):
    call_command("import_articles", report)
    capsys.readouterr()
    call_command("export_articles")
    first = capsys.readouterr().out
    Article.objects.all().delete()
    (tmp_path / "export.jsonl").write_text(first, encoding="utf-8")

    call_command("import_articles", tmp_path / "export.jsonl")
    capsys.readouterr()
    call_command("export_articles")

    assert capsys.readouterr().out == first


def test_a_reader_who_has_seen_enough_ends_the_command_quietly(tmp_path):
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(f"示例：第{number}份\n全区召开座谈{number}次。\n", encoding="utf-8")
    command = [sys.executable, "manage.py", "import_articles", "--dry-run", "--format", "json", str(tmp_path)]
    environment = os.environ | {"DATA_DIR": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "archive.settings"}

    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        run.stdout.readline()
        run.stdout.close()
        told = run.stderr.read().decode()

    assert (run.returncode, told) == (1, "The database has no tables yet, so every report counts as new.\n")
