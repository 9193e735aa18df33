"""Where things are: the folders of one checkout, so that tests can work on a copy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from vostochny.model.build_time import iso, release_moment
from vostochny.model.errors import BuildError
from vostochny.model.schema import Dataset
from vostochny.model.schema_reader import load_dataset


@dataclass(frozen=True)
class Project:
    """A checkout of the ledger; `root` holds data/, schemas/, site/ and build/.

    made: where database, downloads and site are, if that is not build/: an edition, or one that is being made
    """

    root: Path
    made: Path | None = None

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def schemas(self) -> Path:
        return self.root / "schemas"

    @property
    def build(self) -> Path:
        """Everything that is made and can be deleted."""
        return self.made or self.root / "build"

    @property
    def cache(self) -> Path:
        """What is worth keeping from one build to the next, whatever becomes of what is built."""
        return self.root / "build"

    def built_in(self, folder: Path) -> Project:
        """The same checkout with the parts of an edition in `folder`."""
        other = replace(self, made=folder)
        if "dataset" in self.__dict__:
            other.__dict__["dataset"] = self.dataset
        return other

    @property
    def database(self) -> Path:
        return self.build / "vostochny.db"

    @property
    def validation(self) -> Path:
        """The report of the checks of the last build; it is published with it."""
        return self.build / "validation.json"

    @cached_property
    def dataset(self) -> Dataset:
        """What schemas/ says, read at first use, with the time of this checkout's release as that of its creation.

        Raises BuildError when the environment gives a time that is none.
        """
        dataset = load_dataset(self.schemas)
        try:
            created = iso(release_moment(self.root, dataset.package["created"]))
        except (ValueError, OverflowError) as error:
            raise BuildError(f"SOURCE_DATE_EPOCH must be a number of seconds: {error}") from error
        return replace(dataset, package={**dataset.package, "created": created})

    def csv_path(self, table_name: str) -> Path:
        return self.data / f"{table_name}.csv"

    def shown(self, path: Path) -> str:
        """A path as a contributor knows it: relative to the checkout, with forward slashes."""
        if self.made is not None and path.is_relative_to(self.made):
            path = self.cache / path.relative_to(self.made)
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def this_checkout() -> Project:
    """The checkout that this program was installed from."""
    return Project(Path(__file__).resolve().parents[3])
