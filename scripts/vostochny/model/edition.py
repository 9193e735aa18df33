"""An edition: database, downloads and site that belong together, and the list of their digests that proves it.

::

    build/made/<name>/            one edition each: the current one, and the last ones for a rollback
    build/made/<name>/parts.json  what its parts are, what they were made of, and their digests
    build/edition                 a link to the current edition; renaming another over it changes every part at once
    build/vostochny.db, ...       links through build/edition, so that the parts keep their addresses
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from vostochny.model.atomic_file import sha256_of
from vostochny.model.errors import BuildError
from vostochny.model.project import Project

MADE = "made"
LINK = "edition"
LIST = "parts.json"
SUMS = "SHA256SUMS"
DATABASE, DOWNLOADS, SITE = "database", "downloads", "site"
# What belongs to each part, by name; the first is what is published.
FILES = {
    DATABASE: ("vostochny.db", "validation.json"),
    DOWNLOADS: ("downloads", "gate.json"),
    SITE: ("site", "pages"),
}
# Names in build/ under which the parts of the current edition are found. The gate's last answer is not one of them,
# because it may be about an edition that it refused.
PUBLIC = ("vostochny.db", "validation.json", "downloads", "site", "pages")
MADE_FROM: Mapping[str, tuple[str, ...]] = {DATABASE: (), DOWNLOADS: (DATABASE,), SITE: (DATABASE, DOWNLOADS)}


@dataclass(frozen=True)
class Part:
    """One part of an edition.

    sha256: its digest, see `digest`
    made_of: fingerprint of everything that decided its content; the same fingerprint needs no second build
    made_from: digests of the other parts that it was made from, by their names
    beside: SHA-256 of the files that belong to it and are not published with it, by their names
    draft: whether it was made although the gate is closed
    """

    sha256: str
    made_of: str
    made_from: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False


@dataclass(frozen=True)
class Parts:
    """The parts of one edition, by name, and the version of the publication."""

    version: str
    parts: Mapping[str, Part]

    def as_json(self) -> str:
        """The content of parts.json."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @property
    def name(self) -> str:
        """The name of the edition's folder: same name, same parts."""
        return f"{self.version}-{hashlib.sha256(self.as_json().encode()).hexdigest()[:16]}"

    def disagreement(self, *, drafts: bool = False) -> str:
        """Which parts are missing or were not made from one another, as a clause; empty where they belong together.

        drafts: whether parts that the gate did not pass are good enough
        """
        for name, sources in MADE_FROM.items():
            part = self.parts.get(name)
            if part is None:
                return f"the {name} of this edition are missing" if name == DOWNLOADS else f"the {name} is missing"
            for source in sources:
                if part.made_from.get(source) != self.parts[source].sha256:
                    verb = "were" if name == DOWNLOADS else "was"
                    return f"the {name} {verb} not made from this {source}"
        return "it is a draft that the gate did not pass" if self.parts[DOWNLOADS].draft and not drafts else ""


def read_parts(folder: Path) -> Parts | None:
    """The list of parts of the edition in `folder`; None when there is none that can be read."""
    try:
        content = json.loads((folder / LIST).read_text(encoding="utf-8"))
        parts = {str(name): Part(**value) for name, value in content["parts"].items()}
        found = Parts(str(content["version"]), parts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    known = all(
        isinstance(part.sha256, str)
        and isinstance(part.made_of, str)
        and isinstance(part.made_from, dict)
        and isinstance(part.beside, dict)
        for part in parts.values()
    )
    return found if known else None


def current(project: Project) -> Project:
    """The project as of its current edition, whose parts stay together while another edition is put in place.

    Without an edition the project itself.
    """
    place = project.build / LINK
    return project.built_in(place.resolve()) if place.is_dir() else project


def earlier(project: Project) -> list[Path]:
    """The folders of all finished editions but the current one, the last one in use first."""
    here = (project.build / LINK).resolve()
    folder = project.build / MADE
    found = [path for path in folder.glob("[!.]*") if path.is_dir() and path.resolve() != here]
    return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def servable(base: Project, *, drafts: bool = False) -> tuple[Project, str]:
    """The edition to serve, and why it is not the current one as a clause, which is empty where it is.

    drafts: whether one that the gate did not pass may be served
    Raises BuildError when there is no edition whose parts agree.
    """
    here = (base.build / LINK).resolve()
    why = fault(here, drafts=drafts) if here.is_dir() else "there is none"
    if not why:
        return base.built_in(here), ""
    for folder in earlier(base):
        if not fault(folder, drafts=drafts):
            return base.built_in(folder), why
    raise BuildError(f"There is no edition to serve in {base.shown(base.build)}/: {why}. Run `vostochny site` first.")


def none(_path: Path) -> bool:
    """The files that were added to an edition after it was made: none."""
    return False


def fault(folder: Path, added: Callable[[Path], bool] = none, *, drafts: bool = False) -> str:
    """Why the edition in `folder` must not be served, as a clause; empty when its parts agree with their digests.

    added: whether a file was added on purpose after the edition was made
    """
    listed = read_parts(folder)
    if listed is None:
        return "it has no readable list of its parts"
    if problem := listed.disagreement(drafts=drafts):
        return problem
    for name, part in listed.parts.items():
        if digest(folder, name, added) != part.sha256:
            return f"{FILES[name][0]} is not what was put in place: its SHA-256 is not {part.sha256}"
    return ""


def unaltered(folder: Path, name: str, part: Part) -> bool:
    """Whether a part in `folder` is still what was put there, with what belongs to it."""
    return digest(folder, name) == part.sha256 and digests_beside(folder, name) == part.beside


def digests_beside(folder: Path, name: str) -> dict[str, str]:
    """SHA-256 of the files that belong to a part and are not published with it; folders are left out."""
    return {file: sha256_of(folder / file) for file in FILES[name][1:] if (folder / file).is_file()}


def digest(folder: Path, part: str, added: Callable[[Path], bool] = none) -> str:
    """SHA-256 of a part: of the file, or of the lines that sha256sum writes for the files of a folder in order.

    SHA256SUMS is such lines, so that a folder with it has the digest of that file. Empty when the part is missing.
    """
    path = folder / FILES[part][0]
    if path.is_file():
        return sha256_of(path)
    if not path.is_dir():
        return ""
    lines = "".join(
        f"{sha256_of(file)}  {file.relative_to(path).as_posix()}\n" for file in files(path) if not added(file)
    ).encode()
    sums = path / SUMS
    if sums.is_file() and (recorded := sums.read_bytes()) != lines:
        lines += recorded
    return hashlib.sha256(lines).hexdigest()


def files(folder: Path) -> Iterator[Path]:
    """The published files of a folder in the order of their names: none that is hidden, and not the sums themselves."""
    named = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    return (path for name, path in named if name != SUMS and not any(step.startswith(".") for step in name.split("/")))
