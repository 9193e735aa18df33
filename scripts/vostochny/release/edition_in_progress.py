"""Makes an edition in a folder of its own and puts it in place in one step, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vostochny.model import edition
from vostochny.model.atomic_file import atomic_write, sync_folder
from vostochny.model.atomic_folder import swap
from vostochny.model.edition import FILES, MADE_FROM, Part, Parts, read_parts
from vostochny.model.file_lock import in_use
from vostochny.model.project import Project

# Whole editions that are kept beside the current one.
KEPT = 2
UNFINISHED = ".unfinished"


class EditionInProgress:
    """An edition that is being made; what is not made anew is taken from the editions that there are.

    base: the project, whose build/ has the current edition
    project: the same project, with the parts of this edition where it is being made
    new: whether anything in it differs from the current edition
    """

    def __init__(self, base: Project) -> None:
        self.base = base
        self.folder = base.build / edition.MADE / UNFINISHED
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.project = base.built_in(self.folder)
        self.before = base.build / edition.LINK
        self.parts: dict[str, Part] = {}
        self.new = False

    def reuse(self, name: str, made_of: str) -> bool:
        """Take a part from an edition in which it was made of the same content and is unaltered, if there is one."""
        for folder in (self.before, *edition.earlier(self.base)):
            listed = read_parts(folder)
            part = listed.parts.get(name) if listed else None
            if part and part.made_of == made_of and self.fits(part, name) and edition.unaltered(folder, name, part):
                self.take(folder, name)
                self.parts[name] = part
                self.new = self.new or folder != self.before
                return True
        return False

    def fits(self, part: Part, name: str) -> bool:
        """Whether a part was made from the other parts of this edition."""
        return all(part.made_from.get(source) == self.parts[source].sha256 for source in MADE_FROM[name])

    def made(self, name: str, made_of: str, *, draft: bool = False) -> None:
        """Note a part that was just made of this content in `project`."""
        sources = {source: self.parts[source].sha256 for source in MADE_FROM[name]}
        beside = edition.digests_beside(self.folder, name)
        self.parts[name] = Part(edition.digest(self.folder, name), made_of, sources, beside, draft)
        self.new = True

    def take(self, folder: Path, name: str) -> None:
        """Take the files of a part from another edition, without copying their content where that is possible."""
        for file in FILES[name]:
            if (folder / file).exists():
                link_or_copy(folder / file, self.folder / file)

    def put_in_place(self) -> None:
        """Make this the current edition, in one step, unless nothing in it is new. Raises OSError when it cannot be.

        Until that step everything is as it was; after it only the removal of old editions can fail.
        """
        if not self.new:
            return
        listed = read_parts(self.before)
        for name in FILES:
            if name not in self.parts:
                self.take(self.before, name)
                if listed and name in listed.parts:
                    self.parts[name] = listed.parts[name]
        whole = Parts(str(self.project.dataset.package["version"]), self.parts)
        atomic_write(self.folder / edition.LIST, whole.as_json())
        final = self.folder.with_name(whole.name)
        if final.exists() and not edition.fault(final):
            self.discard()
        else:
            final = unused(final)
            self.folder.rename(final)
        make_current(self.base.build, final)
        with suppress(OSError):
            prune(self.base)

    def discard(self) -> None:
        """Remove what was made, if it was not put in place."""
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def in_progress(base: Project) -> Iterator[EditionInProgress]:
    """An edition that is put in place when the block ends without an error; needs the lock on build/."""
    adopt(base)
    work = EditionInProgress(base)
    try:
        yield work
        work.put_in_place()
    finally:
        work.discard()


def adopt(base: Project) -> None:
    """Make an edition of parts that are in build/ themselves, as in a copy that followed links."""
    build = base.build
    loose = [name for name in edition.PUBLIC if (build / name).exists() and not (build / name).is_symlink()]
    if not loose:
        return
    folder = build / edition.MADE / UNFINISHED
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in (*edition.PUBLIC, edition.LIST, "gate.json"):
        inner = build / edition.LINK / name
        source = build / name if name in loose else inner
        if source.exists():
            link_or_copy(source, folder / name)
    final = unused(folder.with_name("adopted"))
    folder.rename(final)
    make_current(build, final)


def unused(place: Path) -> Path:
    """The path itself, or with a number behind it if there is something: the current edition may be a damaged one."""
    number = 1
    found = place
    while found.exists():
        number += 1
        found = place.with_name(f"{place.name}-{number}")
    return found


def make_current(build: Path, folder: Path) -> None:
    """Point build/edition to an edition, in one step, with its parts at their usual addresses before and after."""
    os.utime(folder)
    for name in edition.PUBLIC:
        if (folder / name).exists():
            link(build / name, Path(edition.LINK, name))
    link(build / edition.LINK, Path(edition.MADE, folder.name))
    for name in edition.PUBLIC:
        if not (folder / name).exists() and (build / name).is_symlink():
            (build / name).unlink()
    sync_folder(build)


def link(place: Path, target: Path) -> None:
    """Make `place` a link to `target`, in one step, whatever it was before."""
    if place.is_symlink() and place.readlink() == target:
        return
    fresh = place.with_name(f".{place.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    if place.is_symlink() or not place.is_dir():
        fresh.replace(place)
        return
    # A folder cannot be renamed over.
    swap(fresh, place)


def link_or_copy(source: Path, target: Path) -> None:
    """The file or folder `source` at `target` too, as another name of the same files where the file system has that."""

    def one(old: str, new: str) -> None:
        try:
            os.link(old, new)
        except OSError:
            shutil.copy2(old, new)

    if source.is_dir():
        shutil.copytree(source, target, copy_function=one)
    else:
        one(os.fspath(source.resolve()), os.fspath(target))


def prune(base: Project) -> None:
    """Remove editions but the last whole ones and those that a server reads from."""
    kept = 0
    for folder in edition.earlier(base):
        listed = read_parts(folder)
        if listed and not listed.disagreement() and kept < KEPT:
            kept += 1
        elif not in_use(folder / edition.LIST):
            # Hidden first, so that an edition of which a part is gone is never taken for one.
            gone = folder.with_name(f".{folder.name}")
            folder.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)
