"""The command: what it prints where, and when it fails."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

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


# --- what ends a run ------------------------------------------------------------------------------


class StoppedAtLine(StringIO):
    """An output during whose line of this number Ctrl+C is pressed."""

    def __init__(self, number):
        super().__init__()
        self.left = number

    def write(self, text):
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt
        return super().write(text)


def write_reports(folder, count):
    for number in range(count):
        path = folder / f"{number:03}.txt"
        path.write_text(f"示例：第{number}份\n全区召开座谈{number}次。\n", encoding="utf-8")


@contextmanager
def started(tmp_path, *arguments):
    """The command as a process of its own with a data folder of its own, without tables; its standard output a pipe."""
    command = [sys.executable, "manage.py", "import_articles", *map(str, arguments)]
    environment = os.environ | {"DATA_DIR": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        yield run


def test_ctrl_c_ends_the_run_with_what_is_stored_and_how_to_go_on(tmp_path):
    write_reports(tmp_path, 5)
    told = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("import_articles", tmp_path, stdout=StoppedAtLine(3), stderr=told)

    run = ImportRun.objects.get()
    assert (ended.value.code, Article.objects.count()) == (130, 3)
    assert (run.counts, run.was_interrupted, run.finished_at is None) == ({"created": 3}, True, False)
    assert told.getvalue() == (
        "\nStopped by Ctrl+C. Imported: 3 created."
        " Type the same command again to go on; what is stored is passed over.\n"
    )


def test_the_same_command_goes_on_after_ctrl_c(tmp_path, capsys):
    write_reports(tmp_path, 5)
    with pytest.raises(SystemExit):
        call_command("import_articles", tmp_path, stdout=StoppedAtLine(3), stderr=StringIO())

    call_command("import_articles", tmp_path)

    assert capsys.readouterr().err == "Imported: 3 unchanged, 2 created.\n"
    assert [run.was_interrupted for run in ImportRun.objects.all()] == [False, True]


def test_a_process_that_gets_ctrl_c_ends_without_a_traceback(tmp_path):
    write_reports(tmp_path, 300)

    with started(tmp_path, "--dry-run", tmp_path) as run:
        run.stdout.readline()
        run.send_signal(signal.SIGINT)
        told = run.communicate()[1].decode()

    assert run.returncode == 130
    assert told.splitlines()[-1].startswith("Stopped by Ctrl+C. Dry run, nothing written: ")
    assert "Traceback" not in told


def test_ctrl_c_before_the_first_report_says_so(tmp_path, capsys):
    write_reports(tmp_path, 2)

    with pytest.raises(SystemExit):
        call_command("import_articles", tmp_path, stdout=StoppedAtLine(1), stderr=sys.stderr, dry_run=True)

    assert capsys.readouterr().err == (
        "\nStopped by Ctrl+C. Dry run, nothing written: 1 created. Type the same command again to see all.\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="skipped: /dev/full absent")
def test_an_output_that_cannot_be_written_ends_the_run_in_one_sentence(tmp_path, report):
    command = [sys.executable, "manage.py", "import_articles", "--dry-run", str(report)]
    environment = os.environ | {"DATA_DIR": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "archive.settings"}

    with open("/dev/full", "w") as full:
        run = subprocess.run(command, cwd=ROOT, env=environment, stdout=full, stderr=subprocess.PIPE, check=False)

    *_, told = run.stderr.decode().splitlines()
    assert run.returncode == 1
    assert told.startswith("CommandError: Stopped: the output cannot be written ([Errno 28] No space left on device).")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="skipped: only SQLite can be made full")
def test_a_database_that_is_full_ends_the_run_in_one_sentence(tmp_path):
    write_reports(tmp_path, 300)

    with (
        full_database(),
        pytest.raises(CommandError, match=r"the database cannot be written \(database or disk is full"),
    ):
        call_command("import_articles", tmp_path, stdout=StringIO())


@contextmanager
def full_database():
    """Within this context, the database may grow by few pages only."""
    with connection.cursor() as cursor:
        (pages,) = cursor.execute("PRAGMA page_count").fetchone()
        (most,) = cursor.execute("PRAGMA max_page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + 20}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count = {most}")


def test_a_reader_who_has_seen_enough_ends_the_command_quietly(tmp_path):
    write_reports(tmp_path, 300)

    with started(tmp_path, "--dry-run", "--format", "json", tmp_path) as run:
        run.stdout.readline()
        run.stdout.close()
        told = run.stderr.read().decode()

    assert (run.returncode, told) == (1, "The database has no tables yet, so every report counts as new.\n")


# --- what it says ---------------------------------------------------------------------------------


def test_many_failures_are_counted_by_their_reason(tmp_path):
    for number in range(40):
        (tmp_path / f"{number}.txt").write_bytes(b"\x00" if number % 4 else b"")

    with pytest.raises(CommandError) as told:
        call_command("import_articles", tmp_path, stdout=StringIO())

    assert str(told.value).splitlines() == [
        "40 of 40 inputs could not be read; the lines marked failed say why:",
        "  30 × A zero byte: this is no text file. [encoding]",
        "  10 × There is nothing in it. [empty]",
    ]


def test_many_missing_paths_are_counted(tmp_path):
    with pytest.raises(CommandError, match=r"no file or folder .*/4 and 3 more\. Nothing was done"):
        call_command("import_articles", *[tmp_path / str(number) for number in range(8)])


@pytest.mark.parametrize("dry_run", [True, False])
def test_importing_what_is_in_the_trash_says_so_and_how_to_bring_it_back(report, capsys, dry_run):
    call_command("import_articles", report)
    number = Article.objects.get().pk
    Article.objects.update(state="trashed")
    capsys.readouterr()

    call_command("import_articles", report, dry_run=dry_run)

    known, told = capsys.readouterr().out.splitlines()
    assert known.startswith("unchanged")
    assert f"Report {number} is in the trash" in told
    assert f"manage.py restore_articles {number}" in told
    assert "/admin/archive/article/?state__exact=trashed" in told


def test_a_changed_file_of_a_report_in_the_trash_says_so_too(report, capsys):
    call_command("import_articles", report)
    Article.objects.update(state="trashed")
    report.write_text(TEXT + "又一段。\n", encoding="utf-8")
    capsys.readouterr()

    call_command("import_articles", report)

    assert "is in the trash, and stays there" in capsys.readouterr().out
    assert Article.objects.get().state == "trashed"
