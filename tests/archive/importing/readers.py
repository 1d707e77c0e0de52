"""Readers that misbehave, for workers to be tried with; each is started in a process of its own."""

import os
import signal
import time

from archive.importing.inputs.containers import Input
from archive.importing.reading.near_duplicates import Fingerprint
from archive.importing.reading.reader import ReadResult
from archive.importing.records import ArticleRecord, InputError


def obedient(item: Input) -> ReadResult:
    """Does what its input says, and answers with the number of the process that did it."""
    order = item.content.decode()
    if order in MISDEEDS:
        MISDEEDS[order]()
    return ReadResult(ArticleRecord(title=order), str(os.getpid()), (), Fingerprint("", ()))


def _compute_for_ever() -> None:
    while True:
        pass


def _work() -> None:
    """More in four times than any one input may take."""
    end = time.process_time() + 0.6
    while time.process_time() < end:
        pass


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _take_memory() -> None:
    bytearray(1 << 33)


def _recurse() -> None:
    _recurse()


def _refuse() -> None:
    raise InputError("sample", 3, "refused")


def _stumble() -> None:
    raise KeyError("sample")


MISDEEDS = {
    "compute": _compute_for_ever,
    "crash": _crash,
    "memory": _take_memory,
    "recurse": _recurse,
    "refuse": _refuse,
    "stumble": _stumble,
    "leave": lambda: os._exit(3),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "work": _work,
    "wait": lambda: time.sleep(0.2),
}
