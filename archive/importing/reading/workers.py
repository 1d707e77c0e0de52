"""Worker processes that read inputs under limits: an input that harms its reader harms nothing else.

Knows nothing of formats and nothing of the database. The importing process starts one other process, which imports all
that reading needs, once, and forks an overseer for each core. An overseer forks a reader, hands it one input after the
other, and reports how it ended if it dies; the next reader costs one more fork only.
"""

import os
import pickle
import resource
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from pkgutil import resolve_name
from queue import SimpleQueue
from subprocess import Popen
from threading import Lock
from typing import NoReturn, Self

from archive.importing.inputs.containers import Input, Unreadable
from archive.importing.reading.reader import ReadResult, read_article
from archive.importing.records import InputError, InputProblem

MEMORY = 1 << 30  # bytes of address space that a reader may have
SECONDS = 1.0  # of processor time that any input may take
SECONDS_PER_MEGABYTE = 3.0  # that a large input may take besides; most take less than one
PATIENCE = 120  # seconds that a reader may take by the clock, however busy the machine is
AHEAD = 4  # inputs per reader that are read before the results in front of them have been taken

ROOT = Path(__file__).parents[3]  # from which this module is found

CORES = os.cpu_count() or 1

Item = Input | Unreadable
Result = ReadResult | InputProblem
Read = Callable[[Input], ReadResult]


def read_in_workers(items: Iterable[Item], read: Read = read_article) -> Iterator[tuple[Item, Result]]:
    """Yield each item with what was read from it, or with what is wrong with it, in the order of the items.

    *read* is a function of a module, which the readers import by its name. The readers end with the run, unless
    `kept_readers` keeps them.
    """
    pending: deque[tuple[Item, Future[Result]]] = deque()
    with _pool(read) as pool:
        try:
            for item in items:
                pending.append((item, pool.submit(item)))
                if len(pending) > AHEAD * CORES:
                    yield _taken(pending)
            while pending:
                yield _taken(pending)
        finally:
            for _, future in pending:
                future.cancel()


def _taken(pending: deque[tuple[Item, Future[Result]]]) -> tuple[Item, Result]:
    item, future = pending.popleft()
    return item, future.result()


@contextmanager
def kept_readers(read: Read = read_article) -> Iterator[None]:
    """Within this context, all runs of this process that read with *read* share one pool of readers.

    Starting readers takes about a second, mostly of imports. A process that makes many small runs, as tests do, so
    pays for it once.
    """
    with _Pool(read) as pool:
        _kept[read] = pool
        try:
            yield
        finally:
            del _kept[read]


def seconds_for(item: Input) -> float:
    """Return the seconds of processor time that reading the input may take."""
    return SECONDS + SECONDS_PER_MEGABYTE * len(item.content) / 1_000_000


# --- in the importing process --------------------------------------------------------------------


class _Pool:
    """An overseer for each core, started when there is something to read, and a thread that waits for each.

    As a context manager it ends its processes, once what is being read has been read.
    """

    def __init__(self, read: Read) -> None:
        self._read = f"{read.__module__}:{read.__qualname__}"
        self._threads = ThreadPoolExecutor(CORES)
        self._starting = Lock()
        self._started: list[Popen[bytes]] = []
        self._free: SimpleQueue[Connection] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        while not self._free.empty():
            self._free.get().close()
        for process in self._started:
            process.wait()

    def submit(self, item: Item) -> Future[Result]:
        if isinstance(item, Unreadable):
            known: Future[Result] = Future()
            known.set_result(item.problem)
            return known
        with self._starting:
            if not self._started:
                self._start(CORES)
        return self._threads.submit(self._answer, item)

    def _start(self, overseers: int) -> None:
        """Start one process that forks so many; it shares no connection, thread or memory with this one."""
        pipes = [Pipe() for _ in range(overseers)]
        numbers = [theirs.fileno() for _, theirs in pipes]
        command = [sys.executable, "-m", __name__, self._read, *map(str, numbers)]
        self._started.append(Popen(command, pass_fds=numbers, cwd=ROOT, process_group=0))  # Ctrl+C is not for them
        for ours, theirs in pipes:
            theirs.close()
            self._free.put(ours)

    def _answer(self, item: Input) -> Result:
        overseer = self._free.get()
        try:
            overseer.send(item)
            answer: Result = overseer.recv()
        except (EOFError, OSError):  # nothing but a kill ends it
            overseer.close()
            self._start(1)
            return InputProblem("limits", 0, _cause(-signal.SIGKILL, item))
        self._free.put(overseer)
        return answer


_kept: dict[Read, _Pool] = {}


@contextmanager
def _pool(read: Read) -> Iterator[_Pool]:
    """Give the pool that is kept for this function, or one for this run only."""
    if read in _kept:
        yield _kept[read]
    else:
        with _Pool(read) as pool:
            yield pool


# --- overseers -----------------------------------------------------------------------------------


def oversee(read: Read, importers: list[Connection]) -> None:
    """Fork an overseer for each of the pipes that lead to the importing process, and wait until all have ended."""
    for importer in importers:
        if not os.fork():
            for other in importers:
                if other is not importer:
                    other.close()
            _exit_after(partial(_oversee, importer, read))
    for importer in importers:
        importer.close()
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _exit_after(work: Callable[[], None]) -> NoReturn:
    """Do the work and end this forked process, without running the exit handlers of the one it was forked from."""
    try:
        work()
    finally:
        os._exit(0)


def _oversee(importer: Connection, read: Read) -> None:
    """Pass what comes through the pipe to a reader, one input after the other, until the importing process hangs up."""
    reader = _Reader(read, importer)
    with suppress(EOFError, ConnectionError):
        while True:
            packed = importer.recv_bytes()
            if not reader.alive:
                reader = _Reader(read, importer)
            importer.send_bytes(reader.answer_to(packed))
    reader.end()


class _Reader:
    """A reader process, as its overseer sees it."""

    def __init__(self, read: Read, importer: Connection) -> None:
        self._importer = importer
        self._pipe, theirs = Pipe()
        self._process = os.fork()
        if not self._process:
            importer.close()
            self._pipe.close()
            _exit_after(partial(_read_all, theirs, read))
        theirs.close()
        self.alive = True

    def answer_to(self, packed: bytes) -> bytes:
        """Return the pickled Result for a pickled Input. Raises ConnectionError if the importing process hangs up."""
        try:
            self._pipe.send_bytes(packed)
            ready = wait([self._pipe, self._importer], PATIENCE)
            if self._pipe in ready:
                return self._pipe.recv_bytes()
        except (EOFError, OSError):  # it died
            return pickle.dumps(InputProblem("limits", 0, _cause(self.end(), pickle.loads(packed))))
        self.end()
        if ready:
            raise ConnectionError
        return pickle.dumps(InputProblem("limits", 0, f"Not read within {PATIENCE} seconds."))

    def end(self) -> int:
        """Kill the process, which holds nothing that could be left half done; return its exit code.

        A process that had died before has the exit code of its death; 0 is returned for one that was ended here before.
        """
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
    """Read the inputs that come through the pipe, one after the other, until the overseer hangs up."""
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
    """Return the pickled Result of reading the input."""
    try:
        return pickle.dumps(read(item))
    except InputError as error:
        problem = error.problem
    except RecursionError:
        problem = InputProblem("format", 0, "Nested too deeply to be a report.")
    except MemoryError:
        problem = InputProblem("limits", 0, f"Reading it takes more than {MEMORY >> 20} MB of memory.")
    except Exception as error:  # libraries raise anything on damaged files; the run must go on and report it
        problem = InputProblem(
            "format", 0, f"It cannot be read ({type(error).__name__}: {error}). Save it as text or HTML."
        )
    return pickle.dumps(problem)


if __name__ == "__main__":
    oversee(resolve_name(sys.argv[1]), [Connection(int(number)) for number in sys.argv[2:]])
