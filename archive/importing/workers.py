"""Inputs → reports, read in processes of their own under limits: what an input does to its reader, it does to no other.

Knows nothing of formats and nothing of the database.
"""

import math
import os
import pickle
import resource
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from subprocess import Popen
from threading import local

from archive.importing.containers import Input, Unreadable
from archive.importing.records import InputError, Problem
from archive.importing.reports import Report, read_report

MEMORY = 1 << 30  # bytes of address space that a worker may have
SECONDS = 1  # of computing that any input may take; the kernel counts whole seconds, so it may be one more
SECONDS_PER_MEGABYTE = 3  # which a large one may take besides; usual is less than one
PATIENCE = 120  # seconds that a worker may take by the clock, however busy the machine is
AHEAD = 4  # inputs per worker that are read before those in front of them have been taken

ROOT = Path(__file__).parents[2]  # from which this module is found

Read = Callable[[Input], Report]


def read_in_workers(
    items: Iterable[Input | Unreadable], read: Read = read_report
) -> Iterator[tuple[Input | Unreadable, Report | Problem]]:
    """Each item with its report, or with what is wrong with it, in the order of the items."""
    crew = _Crew(read)
    pending: deque[tuple[Input | Unreadable, Future[Report | Problem]]] = deque()
    threads = ThreadPoolExecutor(_cores())
    try:
        for item in items:
            pending.append((item, threads.submit(crew.report_of, item)))
            if len(pending) > AHEAD * _cores():
                yield _taken(pending)
        while pending:
            yield _taken(pending)
    finally:
        threads.shutdown(cancel_futures=True)
        crew.dismiss()


def _taken(
    pending: deque[tuple[Input | Unreadable, Future[Report | Problem]]],
) -> tuple[Input | Unreadable, Report | Problem]:
    item, future = pending.popleft()
    return item, future.result()


def _cores() -> int:
    return os.cpu_count() or 1


def seconds_for(item: Input) -> int:
    """Seconds of computing that reading the input may take."""
    return SECONDS + SECONDS_PER_MEGABYTE * len(item.content) // 1_000_000


# --- in the importing process --------------------------------------------------------------------


class _Crew:
    """A worker for each thread that asks; one that died is replaced at the thread's next input."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._own = local()
        self._workers: list[_Worker] = []

    def report_of(self, item: Input | Unreadable) -> Report | Problem:
        if isinstance(item, Unreadable):
            return item.problem
        worker = getattr(self._own, "worker", None)
        if worker is None or not worker.alive:
            worker = self._own.worker = _Worker(self._read)
            self._workers.append(worker)
        answer: Report | Problem = worker.report_of(item)
        return answer

    def dismiss(self) -> None:
        for worker in self._workers:
            worker.end()


class _Worker:
    """One process, started afresh: it shares no connection, no thread and no memory with the importing one."""

    def __init__(self, read: Read) -> None:
        self._pipe, theirs = Pipe()
        command = [sys.executable, "-m", __name__, str(theirs.fileno())]
        self._process = Popen(command, pass_fds=[theirs.fileno()], cwd=ROOT)
        theirs.close()
        self._pipe.send(read)
        self.alive = True

    def report_of(self, item: Input) -> Report | Problem:
        try:
            self._pipe.send(item)
            if self._pipe.poll(PATIENCE):
                answer: Report | Problem = self._pipe.recv()
                return answer
            self._process.kill()
            return Problem("limits", 0, f"Not read within {PATIENCE} seconds.")
        except (EOFError, OSError):  # it died
            return Problem("limits", 0, _cause(self._ended(), item))

    def end(self) -> None:
        if self.alive:
            self._process.kill()  # it holds nothing that could be left half done
            self._ended()

    def _ended(self) -> int:
        """How the process ended."""
        self.alive = False
        self._pipe.close()
        return self._process.wait()


def _cause(exitcode: int, item: Input) -> str:
    if exitcode == -signal.SIGXCPU:
        return f"Reading it took more than {seconds_for(item)} s of computing, too much for its size. Save it as text."
    if exitcode == -signal.SIGKILL:
        return "Its reader was killed, most likely because the machine has no memory left."
    how = signal.Signals(-exitcode).name if exitcode < 0 else f"exit code {exitcode}"
    return f"Its reader crashed ({how}): the file is damaged, or made to do harm."


# --- in the worker -------------------------------------------------------------------------------


def work(pipe: Connection) -> None:
    """Read what comes through the pipe, one input after the other, until the importing process hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the importing process, which ends this one
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with suppress(EOFError, ConnectionError):
        read: Read = pipe.recv()
        while True:
            item = pipe.recv()
            _limit_seconds(seconds_for(item))
            pipe.send_bytes(_answer(item, read))


def _limit_seconds(seconds: int) -> None:
    """Have the kernel end this process (SIGXCPU) once it has computed for so long from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + seconds, most))


def _answer(item: Input, read: Read) -> bytes:
    """What is read, or what is wrong, ready to be sent."""
    try:
        return pickle.dumps(read(item))
    except InputError as error:
        problem = error.problem
    except RecursionError:
        problem = Problem("format", 0, "Nested too deeply to be a report.")
    except MemoryError:
        problem = Problem("limits", 0, f"Reading it takes more than {MEMORY >> 20} MB of memory.")
    except Exception as error:  # readers of damaged files raise anything; the run must go on and say so
        problem = Problem("format", 0, f"It cannot be read ({type(error).__name__}: {error}). Save it as text or HTML.")
    return pickle.dumps(problem)


if __name__ == "__main__":
    work(Connection(int(sys.argv[1])))
