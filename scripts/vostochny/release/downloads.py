"""Fills the folder of downloads with everything that a release consists of."""

from __future__ import annotations

from collections.abc import Callable

from vostochny.model.project import Project
from vostochny.model.site_url import site_address
from vostochny.release.contents import contents
from vostochny.release.product import Release, write_product


def build_downloads(project: Project, say: Callable[[str], None]) -> int:
    """Write all download files into the folder of the edition that is being made; returns how many there are.

    Raises FileNotFoundError when there is no database yet.
    """
    folder = project.build / "downloads"
    folder.mkdir(parents=True)
    release = Release(project.dataset, project.data, project.database, folder, site_address())
    for product in contents(project.dataset):
        say(f"writing {product.name}")
        write_product(release, product)
    return len(release.written)
