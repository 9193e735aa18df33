"""Processes that work on pages beside each other, one a core, and end with the process that began them."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from threading import Thread

from vostochny.model.errors import BuildError

# Pages that a process is given at a time.
PAGES_AT_ONCE = 24


@contextmanager
def one_a_core(start: str, niceness: int = 0) -> Iterator[ProcessPoolExecutor]:
    """As many processes as there are cores.

    start: how Python begins a process: `fork`, which has everything that there is, or `spawn`, which begins anew
    niceness: how far they give way to the process that begins them, in the steps of nice(2)
    Raises BuildError when one of them ends before it is done, such as for want of memory.
    """
    try:
        with ProcessPoolExecutor(
            mp_context=multiprocessing.get_context(start), initializer=begin, initargs=(niceness,)
        ) as pool:
            yield pool
    except BrokenProcessPool as error:
        raise BuildError(
            f"A process that worked on the pages was ended, perhaps for want of memory ({error})"
        ) from error


def begin(niceness: int) -> None:
    """Let this process end when the one that began it does, even when that is killed and can tell nobody."""
    os.nice(niceness)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=end_after, args=(parent,), daemon=True).start()


def end_after(parent: BaseProcess) -> None:
    """Wait for another process to end, and then end this one."""
    parent.join()
    os._exit(1)
