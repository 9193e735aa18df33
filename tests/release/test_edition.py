"""Database, downloads and site are put in place together or not at all, at whatever moment it is killed."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from vostochny.model import edition
from vostochny.model.atomic_folder import clear
from vostochny.model.edition import DATABASE, DOWNLOADS, FILES, SITE
from vostochny.model.errors import BuildError
from vostochny.model.file_lock import alone, using
from vostochny.model.project import Project
from vostochny.release.edition_in_progress import EditionInProgress, adopt, in_progress

# What changes names, content or folders; whatever of it is under way when a process is killed is not begun.
MUTATIONS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.utime", "shutil.rmtree"}


@pytest.fixture
def project(checkout: Project, tmp_path: Path) -> Project:
    """A checkout of which only schemas/ is needed."""
    root = tmp_path / "ledger"
    root.mkdir()
    (root / "schemas").symlink_to(checkout.schemas)
    return Project(root)


def write(folder: Path, name: str, text: str) -> None:
    """A part that says `text`."""
    place = folder / FILES[name][0]
    if name != DATABASE:
        place.mkdir()
        place = place / "index.html"
    place.write_text(text, encoding="utf-8")


def put(work: EditionInProgress, text: str, *names: str, draft: bool = False) -> None:
    """Make parts of content `text`, or take them from where they were made of it."""
    for name in names or FILES:
        if not work.reuse(name, text):
            write(work.folder, name, text)
            work.made(name, text, draft=draft and name == DOWNLOADS)


def make(project: Project, text: str, *names: str, draft: bool = False) -> None:
    with alone(project.build):
        clear(project.build)
        with in_progress(project) as work:
            put(work, text, *names, draft=draft)


def seen(project: Project) -> list[str]:
    """What a reader of build/ finds in the database, the downloads and the site."""
    build = project.build
    places = (build / "vostochny.db", build / "downloads" / "index.html", build / "site" / "index.html")
    return [place.read_text(encoding="utf-8") if place.exists() else "" for place in places]


def test_all_parts_change_together(project: Project) -> None:
    make(project, "old")
    assert seen(project) == ["old"] * 3
    make(project, "new")
    assert seen(project) == ["new"] * 3
    assert edition.servable(project)[1] == ""


@pytest.mark.parametrize("failing", [DATABASE, DOWNLOADS, SITE])
def test_when_a_step_fails_nothing_is_changed(project: Project, failing: str) -> None:
    make(project, "old")
    before = (project.build / "edition").readlink()

    def half() -> None:
        with in_progress(project) as work:
            for name in FILES:
                if name == failing:
                    raise OSError("the disk is full")
                put(work, "new", name)

    with pytest.raises(OSError, match="full"):
        half()
    assert seen(project) == ["old"] * 3
    assert (project.build / "edition").readlink() == before
    assert [path.name for path in (project.build / "made").iterdir()] == [before.name]


def test_what_is_already_made_of_the_same_content_is_not_made_again(project: Project) -> None:
    make(project, "old")
    before = (project.build / "edition").readlink()
    make(project, "old")
    assert (project.build / "edition").readlink() == before
    make(project, "new")
    make(project, "old")
    assert (project.build / "edition").readlink() == before


def test_an_altered_part_is_made_again(project: Project) -> None:
    make(project, "old")
    (project.build / "downloads" / "index.html").write_text("cut", encoding="utf-8")
    assert "downloads is not what was put in place" in edition.fault(project.build / "edition")
    make(project, "old")
    assert seen(project) == ["old"] * 3
    assert edition.fault(project.build / "edition") == ""


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"version": 1}', b'{"version": "1", "parts": {"site": 3}}'])
def test_an_edition_whose_list_of_parts_is_damaged_is_not_served_and_is_made_again(
    project: Project, spoilt: bytes
) -> None:
    make(project, "old")
    make(project, "new")
    (project.build / "edition" / "parts.json").write_bytes(spoilt)
    served, why = edition.servable(project)
    assert why == "it has no readable list of its parts"
    assert (served.build / "site" / "index.html").read_text(encoding="utf-8") == "old"
    make(project, "new")
    assert edition.servable(project)[1] == ""
    assert seen(project) == ["new"] * 3


def test_parts_that_were_not_made_from_one_another_are_not_served(project: Project) -> None:
    make(project, "old")
    make(project, "new", DATABASE)
    assert seen(project) == ["new", "old", "old"]
    served, why = edition.servable(project)
    assert why == "the downloads were not made from this database"
    assert served.database.read_text(encoding="utf-8") == "old"
    make(project, "new", DATABASE, DOWNLOADS)
    assert edition.servable(project)[1] == "the site was not made from this database"
    make(project, "new")
    assert edition.servable(project)[1] == ""


def test_a_draft_is_served_only_to_who_asks_for_it(project: Project) -> None:
    make(project, "old")
    make(project, "new", draft=True)
    assert edition.servable(project)[1] == "it is a draft that the gate did not pass"
    assert edition.servable(project, drafts=True)[1] == ""


def test_without_an_edition_the_error_names_the_command(project: Project) -> None:
    with pytest.raises(BuildError, match="Run `vostochny site` first"):
        edition.servable(project)


def test_the_last_two_whole_editions_are_kept_and_what_is_read_from(project: Project) -> None:
    make(project, "first")
    first = (project.build / "edition").resolve()
    with using(first / "parts.json"):
        for text in ("second", "third", "fourth", "fifth"):
            make(project, text)
        assert first.is_dir()
    make(project, "sixth")
    kept = {(path / "vostochny.db").read_text(encoding="utf-8") for path in (project.build / "made").iterdir()}
    assert kept == {"sixth", "fifth", "fourth"}


def test_a_copy_that_followed_links_is_an_edition_again(project: Project) -> None:
    make(project, "old")
    copy = project.root.with_name("copy")
    shutil.copytree(project.root, copy)
    (copy / "build" / "site" / "index.html").write_text("edited", encoding="utf-8")
    adopt(Project(copy))
    assert seen(Project(copy)) == ["old", "old", "edited"]
    assert (copy / "build" / "site").is_symlink()
    make(Project(copy), "old")
    assert seen(Project(copy)) == ["old"] * 3
    assert edition.servable(Project(copy))[1] == ""


def test_a_file_system_without_hard_links_is_enough(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_names: str) -> None:
        raise OSError("Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    make(project, "old")
    make(project, "new", DATABASE)
    assert seen(project) == ["new", "old", "old"]


def killed_at(number: int, work: Callable[[], None]) -> bool:
    """Run `work` in a child that is killed at its change number so-and-so; whether it came so far."""
    child = os.fork()
    if child == 0:
        done = 0

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal done
            writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
            if event in MUTATIONS or writes:
                done += 1
                if done == number:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("loose", [False, True], ids=["an edition", "a copy that followed links"])
def test_killed_before_any_change_of_the_disk_readers_find_the_old_edition_or_the_new(
    project: Project, loose: bool
) -> None:
    found = set()
    number = 0
    for text in ("old", "older", "old"):
        make(project, text)
    while True:
        number += 1
        root = project.root.with_name(f"killed-{number}")
        shutil.copytree(project.root, root, symlinks=not loose)
        tried = Project(root)
        was_killed = killed_at(number, partial(make, tried, "new"))
        found.add(tuple(seen(tried)))
        assert found <= {("old",) * 3, ("new",) * 3}, number
        if not loose:
            served, why = edition.servable(tried)
            assert (why, served.database.read_text(encoding="utf-8")) == ("", seen(tried)[0]), number
        make(tried, "new")
        assert seen(tried) == ["new"] * 3
        assert not list((root / "build" / "made").glob(".*"))
        shutil.rmtree(root)
        if not was_killed:
            break
    assert number > 15
    assert found == {("old",) * 3, ("new",) * 3}
