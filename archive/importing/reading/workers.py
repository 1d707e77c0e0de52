"""Inputs → reports, read in processes of their own under limits: what an input does to its reader, it does to no other.

Knows nothing of formats and nothing of the database. The importing process starts one other, which imports all that
reading needs, once, and divides into an overseer for each core. An overseer divides into itself and a reader, hands
it one input after the other, and says what became of it where it dies; the next reader costs another division only.
"""

import os
import pickle
import resource
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from pkgutil import resolve_name
from queue import SimpleQueue
from subprocess import Popen
from typing import NoReturn

from archive.importing.inputs.containers import Input, Unreadable
from archive.importing.reading.report import Report, read_report
from archive.importing.records import InputError, Problem

MEMORY = 1 << 30  # bytes of address space that a reader may have
SECONDS = 1.0  # of computing that any input may take
SECONDS_PER_MEGABYTE = 3.0  # which a large one may take besides; usual is less than one
PATIENCE = 120  # seconds that a reader may take by the clock, however busy the machine is
AHEAD = 4  # inputs per reader that are read before those in front of them have been taken

ROOT = Path(__file__).parents[3]  # from which this module is found

CORES = os.cpu_count() or 1

Read = Callable[[Input], Report]


def read_in_workers(
    items: Iterable[Input | Unreadable], read: Read = read_report
) -> Iterator[tuple[Input | Unreadable, Report | Problem]]:
    """Each item with its report, or with what is wrong with it, in the order of the items.

    *read* is a function of a module, which the readers import by its name.
    """
    crew = _Crew(read)
    pending: deque[tuple[Input | Unreadable, Future[Report | Problem]]] = deque()
    try:
        for item in items:
            pending.append((item, crew.report_of(item)))
            if len(pending) > AHEAD * CORES:
                yield _taken(pending)
        while pending:
            yield _taken(pending)
    finally:
        crew.dismiss()


def _taken(
    pending: deque[tuple[Input | Unreadable, Future[Report | Problem]]],
) -> tuple[Input | Unreadable, Report | Problem]:
    item, future = pending.popleft()
    return item, future.result()


def seconds_for(item: Input) -> float:
    """Seconds of computing that reading the input may take."""
    return SECONDS + SECONDS_PER_MEGABYTE * len(item.content) / 1_000_000


# --- in the importing process --------------------------------------------------------------------


class _Crew:
    """An overseer for each core, started when there is something to read, and a thread for each that waits for it."""

    def __init__(self, read: Read) -> None:
        self._read = f"{read.__module__}:{read.__qualname__}"
        self._threads = ThreadPoolExecutor(CORES)
        self._started: list[Popen[bytes]] = []
        self._free: SimpleQueue[Connection] = SimpleQueue()

    def report_of(self, item: Input | Unreadable) -> Future[Report | Problem]:
        if isinstance(item, Unreadable):
            known: Future[Report | Problem] = Future()
            known.set_result(item.problem)
            return known
        if not self._started:
            self._start(CORES)
        return self._threads.submit(self._answer, item)

    def dismiss(self) -> None:
        """End all of them, once what is being read has been read."""
        self._threads.shutdown(cancel_futures=True)
        while not self._free.empty():
            self._free.get().close()
        for process in self._started:
            process.wait()

    def _start(self, overseers: int) -> None:
        """One process that divides; it shares no connection, no thread and no memory with the importing one."""
        pipes = [Pipe() for _ in range(overseers)]
        numbers = [theirs.fileno() for _, theirs in pipes]
        command = [sys.executable, "-m", __name__, self._read, *map(str, numbers)]
        self._started.append(Popen(command, pass_fds=numbers, cwd=ROOT, process_group=0))  # Ctrl+C is not for them
        for ours, theirs in pipes:
            theirs.close()
            self._free.put(ours)

    def _answer(self, item: Input) -> Report | Problem:
        overseer = self._free.get()
        try:
            overseer.send(item)
            answer: Report | Problem = overseer.recv()
        except (EOFError, OSError):  # nothing but a kill ends it
            overseer.close()
            self._start(1)
            return Problem("limits", 0, _cause(-signal.SIGKILL, item))
        self._free.put(overseer)
        return answer


# --- overseers -----------------------------------------------------------------------------------


def divide(read: Read, importers: list[Connection]) -> None:
    """Become an overseer for each of the pipes that lead to the importing process, and wait until all have ended."""
    for importer in importers:
        if not os.fork():
            for other in importers:
                if other is not importer:
                    other.close()
            _last(partial(_oversee, importer, read))
    for importer in importers:
        importer.close()
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _last(work: Callable[[], None]) -> NoReturn:
    """Do this and end the process, without what was planned in the one it was divided from."""
    try:
        work()
    finally:
        os._exit(0)


def _oversee(importer: Connection, read: Read) -> None:
    """Have read what comes through the pipe, one input after the other, until the importing process hangs up."""
    reader = _Reader(read, importer)
    with suppress(EOFError, ConnectionError):
        while True:
            packed = importer.recv_bytes()
            if not reader.alive:
                reader = _Reader(read, importer)
            importer.send_bytes(reader.answer_to(packed))
    reader.end()


class _Reader:
    """A process that reads, as its overseer sees it."""

    def __init__(self, read: Read, importer: Connection) -> None:
        self._importer = importer
        self._pipe, theirs = Pipe()
        self._process = os.fork()
        if not self._process:
            importer.close()
            self._pipe.close()
            _last(partial(_read_all, theirs, read))
        theirs.close()
        self.alive = True

    def answer_to(self, packed: bytes) -> bytes:
        """Report or Problem, packed. Raises ConnectionError if the importing process hangs up before."""
        try:
            self._pipe.send_bytes(packed)
            ready = wait([self._pipe, self._importer], PATIENCE)
            if self._pipe in ready:
                return self._pipe.recv_bytes()
        except (EOFError, OSError):  # it died
            return pickle.dumps(Problem("limits", 0, _cause(self.end(), pickle.loads(packed))))
        self.end()
        if ready:
            raise ConnectionError
        return pickle.dumps(Problem("limits", 0, f"Not read within {PATIENCE} seconds."))

    def end(self) -> int:
        """Kill it, as it holds nothing that could be left half done; how it ended, perhaps before."""
        if not self.alive:
            return 0
        self.alive = False
        self._pipe.close()
        os.kill(self._process, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])


def _cause(exitcode: int, item: Input) -> str:
    if exitcode == -signal.SIGPROF:
        seconds = f"{seconds_for(item):.2g} s"
        return f"Reading it took more than {seconds} of computing, too much for its size. Save it as text."
    if exitcode == -signal.SIGKILL:
        return "Its reader was killed, most likely because the machine has no memory left."
    how = signal.Signals(-exitcode).name if exitcode < 0 else f"exit code {exitcode}"
    return f"Its reader crashed ({how}): the file is damaged, or made to do harm."


# --- readers -------------------------------------------------------------------------------------


def _read_all(overseer: Connection, read: Read) -> None:
    """Read what comes through the pipe, one input after the other, until the overseer hangs up."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with suppress(EOFError, ConnectionError):
        while True:
            item = overseer.recv()
            signal.setitimer(signal.ITIMER_PROF, seconds_for(item))  # then SIGPROF ends this process
            answer = _answer(item, read)
            signal.setitimer(signal.ITIMER_PROF, 0)
            overseer.send_bytes(answer)


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
    divide(resolve_name(sys.argv[1]), [Connection(int(number)) for number in sys.argv[2:]])
