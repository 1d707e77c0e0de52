"""Inputs read in other processes: in order, under limits, and each alone in its misfortune."""

from subprocess import Popen

import pytest

from archive.importing.inputs.containers import Input, Unreadable
from archive.importing.reading import workers
from archive.importing.reading.workers import MEMORY, kept_readers, read_in_workers
from archive.importing.records import InputProblem
from tests.archive.importing.readers import obedient


def orders(*names):
    return [Input(name, name, name.encode(), "text") for name in names]


def answers(*names):
    return [answer for _, answer in read_in_workers(orders(*names), obedient)]


def shown(answer):
    return answer.message if isinstance(answer, InputProblem) else answer.record.title


def test_reports_come_in_the_order_of_their_inputs_however_long_each_takes():
    names = ["wait", "a", "b", "wait", *map(str, range(30))]

    assert [shown(answer) for answer in answers(*names)] == names


def test_what_cannot_be_read_keeps_its_place():
    bad = Unreadable("bad", InputProblem("file", 0, "no file"))

    found = list(read_in_workers([*orders("a"), bad, *orders("b")], obedient))

    assert [shown(answer) for _, answer in found] == ["a", "no file", "b"]
    assert found[1][0] is bad


@pytest.mark.parametrize(
    ("misdeed", "rule", "told"),
    [
        ("compute", "limits", "Reading it took more than 1 s of computing, too much for its size. Save it as text."),
        ("memory", "limits", f"Reading it takes more than {MEMORY >> 20} MB of memory."),
        ("crash", "limits", "Its reader crashed (SIGSEGV): the file is damaged, or made to do harm."),
        ("leave", "limits", "Its reader crashed (exit code 3): the file is damaged, or made to do harm."),
        ("kill", "limits", "Its reader was killed, most likely because the machine has no memory left."),
        ("recurse", "format", "Nested too deeply to be a report."),
        ("refuse", "sample", "refused"),
        ("stumble", "format", "It cannot be read (KeyError: 'sample'). Save it as text or HTML."),
    ],
)
def test_one_input_fails_and_the_others_go_on(misdeed, rule, told):
    before, failed, after = answers("a", misdeed, "b")

    assert (failed.rule, failed.message) == (rule, told)
    assert (shown(before), shown(after)) == ("a", "b")


def test_readers_are_other_processes_and_end_with_the_run():
    found = answers("a")

    assert not _runs(int(found[0].encoding))


def test_a_run_that_is_broken_off_leaves_no_process():
    run = read_in_workers(orders(*map(str, range(100))), obedient)
    reader = int(next(run)[1].encoding)
    assert _runs(reader)

    run.close()

    assert not _runs(reader)


def test_kept_readers_read_for_one_run_after_the_other_and_end_with_the_context():
    with kept_readers(obedient):
        broken_off = read_in_workers(orders(*map(str, range(100))), obedient)
        next(broken_off)
        broken_off.close()
        crashed, others = answers("crash"), answers(*["wait"] * 8)
        readers = {int(answer.encoding) for answer in others}
        assert all(map(_runs, readers))

    assert crashed[0].rule == "limits"
    assert [shown(answer) for answer in others] == ["wait"] * 8
    assert not any(map(_runs, readers))


def test_kept_readers_start_once(monkeypatch):
    started = []
    monkeypatch.setattr(workers, "Popen", lambda *args, **options: started.append(args) or Popen(*args, **options))

    with kept_readers(obedient):
        for _ in range(3):
            answers("a", "b")

    assert len(started) == 1


def test_inputs_are_not_taken_far_ahead():
    taken = []
    run = read_in_workers((taken.append(item) or item for item in orders(*map(str, range(500)))), obedient)

    next(run)

    assert len(taken) < 100
    run.close()


def test_time_is_counted_for_each_input_anew():
    assert [shown(answer) for answer in answers(*["work"] * 8)] == ["work"] * 8


def _runs(process):
    try:
        with open(f"/proc/{process}/stat") as state:
            return state.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
