"""Makes editions on a disk that fills at different places, restarts a server each time, and looks at what readers find.

Run with: make full-disks (TRIALS=25 by default), as root on Linux: the disk is a tmpfs of its own. Works on a copy.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import httpx
from tests.hostile.kills import TEXT, copy_of_checkout, disagreement, mark, marked
from tests.hostile.ledgers import is_one_sentence, leftovers, run
from tests.serving import free_port, start, wait_until_up

from vostochny.model.project import Project

# Room that one edition needs beside the one before, in KiB; a disk with less fills on the way.
MOST_KIB = 100_000
# A server serves whole editions only, with the site in them.
STEP = "site"


def resize(place: Path, kib: int) -> None:
    """Give the disk so much room in all."""
    subprocess.run(["mount", "-o", f"remount,size={kib}k", str(place)], check=True)


def used_kib(place: Path) -> int:
    """What the disk holds."""
    found = os.statvfs(place)
    return (found.f_blocks - found.f_bfree) * found.f_frsize // 1024


def served(project: Project, log: Path) -> int:
    """The number in the text that a server, started anew, gives to readers; its health must be good."""
    port = free_port()
    with log.open("w", encoding="utf-8") as output:
        process = start(project, port, output)
        try:
            wait_until_up(port, process, log)
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                health = client.get("/health")
                assert health.status_code == 200, health.text
                rows = client.get("/data/vostochny/ports.json?_shape=array&_size=max").json()
        finally:
            process.terminate()
            process.wait(20)
    (note,) = [row["note"] for row in rows if f"{TEXT} Trial " in (row["note"] or "")]
    return int(note.partition("Trial ")[2].partition("|")[0])


def trial(project: Project, place: Path, log: Path, times: int) -> Counter[str]:
    """Make editions of other data again and again, each with other room on the disk; returns how often what was found.

    Raises AssertionError when readers would find anything but the edition before or the new one.
    """
    dice, last = random.Random(47), 0
    found: Counter[str] = Counter()
    mark(project, 0)
    first = run(project, STEP)
    assert first.returncode == 0, first.stdout + first.stderr
    for number in range(1, times + 1):
        mark(project, number)
        resize(place, used_kib(place) + dice.randint(8, MOST_KIB))
        done = run(project, STEP)
        assert done.returncode == 0 or is_one_sentence(done), done.stdout + done.stderr
        found["done" if done.returncode == 0 else "full"] += 1
        assert done.returncode == 0 or "Free some space" in done.stderr, done.stderr
        assert disagreement(project) == "", (number, disagreement(project))
        assert leftovers(project) == []
        now = marked(project)
        assert now == (number if done.returncode == 0 else last), (number, last, now)
        last = now
        resize(place, used_kib(place) + 4 * MOST_KIB)
        assert served(project, log) == now
        found["restarted"] += 1
    again = run(project, STEP)
    assert (again.returncode, disagreement(project), marked(project)) == (0, "", times), again.stderr
    return found


def main() -> None:
    """Run the trial on a disk of its own and print the counts."""
    with tempfile.TemporaryDirectory(prefix="full-disks-") as folder:
        place = Path(folder) / "disk"
        place.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4g", "tmpfs", str(place)], check=True)
        try:
            project = copy_of_checkout(place / "ledger")
            found = trial(project, place, Path(folder) / "log.txt", int(os.environ.get("TRIALS", "25")))
        finally:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
            shutil.rmtree(place, ignore_errors=True)
    print(f"{found.total() - found['restarted']} tried, {dict(found)}; every edition found was whole")


if __name__ == "__main__":
    main()
