"""Processes for pages end with the one that began them, and one that ends too early is not waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vostochny.model.errors import BuildError
from vostochny.site.process_pool import one_a_core

# Prints the number of a process of the pool, which then works for longer than any test.
PARENT = """
import os, sys, time
from vostochny.site.process_pool import one_a_core
with one_a_core(sys.argv[1]) as pool:
    print(pool.submit(os.getpid).result(), flush=True)
    pool.submit(time.sleep, 600).result()
"""
SECONDS = 60


def is_alive(process: int) -> bool:
    """Whether a process is there and has not ended; one that nobody has asked for its result has ended too."""
    try:
        with Path(f"/proc/{process}/stat").open(encoding="utf-8") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs /proc")
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_no_process_outlives_the_one_that_began_it(start: str) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, start], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert is_alive(worker)
        parent.send_signal(signal.SIGKILL)
    end = time.monotonic() + SECONDS
    while is_alive(worker) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_alive(worker)


def test_a_process_that_ends_too_early_is_told_of() -> None:
    with pytest.raises(BuildError, match="want of memory"), one_a_core("spawn") as pool:
        pool.submit(os._exit, 1).result(timeout=SECONDS)
