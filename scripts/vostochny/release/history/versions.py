"""Calendar versions: which release is this, which came before it, and where its content lies in the history."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vostochny.diff.revision import archived, commit_of
from vostochny.diff.side import Side, from_contents, this_side
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.model.schema import Dataset


def parts(version: str) -> tuple[int, ...]:
    """The numbers of a version, for ordering. Raises BuildError if the text is not a version."""
    try:
        year, month, number = (int(part) for part in version.split("."))
    except ValueError as error:
        raise BuildError(f"{version!r} is no calendar version such as 2026.12.0") from error
    return year, month, number


def last_before(versions: Iterable[str], version: str) -> str:
    """The latest of some versions that is earlier than `version`; empty if there is no earlier one."""
    earlier = [item for item in versions if parts(item) < parts(version)]
    return max(earlier, key=parts, default="")


def tag(version: str) -> str:
    """The name of a release in the history of the project."""
    return f"v{version}"


def released_side(dataset: Dataset, root: Path, version: str) -> Side | None:
    """The tables of a release, out of the history; None where this checkout does not have its tag."""
    if not version or not commit_of(root, tag(version)):
        return None
    return from_contents(dataset, tag(version), archived(root, tag(version)))


def missing_words(version: str) -> str:
    """What to say when a release is not in this checkout's history."""
    return (
        f"The tag {tag(version)} is not in this checkout, so that nothing could be compared with that release. "
        "`git fetch --tags --unshallow` brings it; a checkout without history, such as an unpacked archive, has none."
    )


def latest_tag(project: Project) -> str:
    """The tag of the latest release that the checkout has, this version's own if it is out.

    Raises BuildError if it has no tag.
    """
    versions = sorted(this_side(project).rows("releases"), key=parts, reverse=True)
    for version in versions:
        if commit_of(project.root, tag(version)):
            return tag(version)
    raise BuildError(
        f"Of {', '.join(versions) or 'the releases'} this checkout has no tag; name what to compare with, or bring the "
        "tags with `git fetch --tags`."
    )
