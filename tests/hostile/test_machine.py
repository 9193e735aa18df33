"""A machine with a wrong clock, a full or locked disk, spoilt files, no fonts: what is published stays whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hostile.ledgers import change_the_data, command, is_one_sentence, published, run

from vostochny.model.project import Project


def needed(*programs: str) -> None:
    """Leave a test out where the machine lacks what it takes, but never in CI."""
    lacking = [name for name in programs if shutil.which(name) is None]
    if lacking or os.getuid():
        told = f"needs root and {', '.join(lacking or programs)}; `make programs` installs what is missing"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(told)


@pytest.fixture
def small_disk(built: Project, tmp_path: Path) -> Iterator[Project]:
    """A copy of the publication on a disk of its own that has hardly any room left."""
    needed("mount", "umount")
    size = sum(path.stat().st_blocks * 512 for path in built.root.rglob("*")) + 300 * 1024
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True)
    try:
        shutil.copytree(built.root, place / "ledger", symlinks=True)
        yield Project(place / "ledger")
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fails_with(remedy: str, project: Project) -> None:
    """A release that fails in one sentence and leaves what was published before."""
    before = published(project)
    failed = run(project, "release")
    assert is_one_sentence(failed), failed.stdout + failed.stderr
    assert remedy in failed.stderr
    assert published(project) == before


@pytest.mark.deep
def test_a_disk_that_is_really_full_leaves_the_last_good_publication(small_disk: Project) -> None:
    change_the_data(small_disk)
    fails_with("Free some space", small_disk)


@pytest.mark.deep
def test_a_disk_that_became_read_only_is_named_and_keeps_the_last_good_publication(small_disk: Project) -> None:
    change_the_data(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk.root.parent)], check=True)
    fails_with("No permission to write", small_disk)


@pytest.mark.deep
def test_a_wrong_clock_changes_no_byte_and_hides_no_change(ledger: Project) -> None:
    needed("faketime")
    made = []
    for which, clock in enumerate(("1999-01-01 10:00:00", "2045-01-01 10:00:00", "1999-01-01 10:00:00")):
        change_the_data(ledger, which % 2)
        again = subprocess.run(
            ["faketime", clock, *command(ledger, "release")], capture_output=True, text=True, check=False
        )
        assert again.returncode == 0, again.stdout + again.stderr
        made.append(published(ledger))
    assert made[0] != made[1]
    assert made[0] == made[2]


def test_a_corrupted_cache_is_not_believed(ledger: Project) -> None:
    before = published(ledger)
    caches = [path for path in ledger.build.iterdir() if path.name.startswith(".") and path.is_file()]
    caches += [ledger.build / "edition" / "parts.json", ledger.build / "gate.json"]
    assert len(caches) >= 4
    # Every other one is cut, the others are garbled.
    for number, path in enumerate(sorted(caches)):
        content = path.read_bytes()
        path.write_bytes(content[::-1] if number % 2 else content[: len(content) // 2])
    again = run(ledger, "release")
    assert again.returncode == 0, again.stdout + again.stderr
    assert published(ledger) == before


def test_a_truncated_file_of_the_release_is_made_again_with_the_same_bytes(ledger: Project) -> None:
    before = published(ledger)
    largest = max((ledger.build / "downloads").rglob("*"), key=lambda path: path.stat().st_size)
    with largest.open("r+b") as file:
        file.truncate(largest.stat().st_size // 2)
    again = run(ledger, "release")
    assert again.returncode == 0, again.stdout + again.stderr
    assert published(ledger) == before


@pytest.mark.deep
def test_without_fonts_browser_or_other_programs_the_site_is_the_same(ledger: Project) -> None:
    needed("unshare", "mount")
    shutil.copytree(Path(__file__).parents[2] / "site", ledger.root / "site")
    for name in ("mkdocs.yml", "CHANGELOG.md", "CITATION.cff", "LICENSE", "README.md"):
        shutil.copy(Path(__file__).parents[2] / name, ledger.root)
    assert run(ledger, "site").returncode == 0
    site = ledger.build / "site"
    before = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    shutil.rmtree(ledger.build)
    bare = 'mount -t tmpfs tmpfs /usr/share/fonts && exec env PATH=/nonexistent "$@"'
    again = subprocess.run(
        ["unshare", "--mount", "sh", "-c", bare, "sh", sys.executable, *command(ledger, "site")[1:]],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert again.returncode == 0, again.stdout + again.stderr
    after = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert sorted(after) == sorted(before)
    assert [str(path) for path in before if before[path] != after[path]] == []
