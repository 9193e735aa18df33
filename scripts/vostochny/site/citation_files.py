"""The dataset as others cite it: BibTeX and CSL-JSON, from the one description."""

from __future__ import annotations

import json

from vostochny.model.package import Package
from vostochny.model.site_url import site_address
from vostochny.release.metadata.citation import author


def bibtex(package: Package) -> str:
    """The same for BibTeX."""
    version = str(package["version"])
    fields = {
        "title": "{" + package["title"] + "}",
        "author": "{" + author(package) + "}",
        "year": version.split(".", maxsplit=1)[0],
        "version": version,
        "url": site_address(),
        "note": "Data under CC BY 4.0",
    }
    lines = [f"  {name:<7} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{vostochny_ledger_{version.replace('.', '_')},", *lines, "}"]) + "\n"


def csl_json(package: Package, released_on: str) -> str:
    """The same as CSL-JSON, which reference managers read; `released_on` is the day of the release, as 2026-11-24."""
    parts = [int(part) for part in released_on.split("-")]
    item = {
        "id": f"vostochny-ledger-{package['version']}",
        "type": "dataset",
        "title": package["title"],
        "author": [{"literal": author(package)}],
        "issued": {"date-parts": [parts]},
        "version": str(package["version"]),
        "URL": site_address(),
        "license": package["licenses"][0]["path"],
    }
    return json.dumps([item], indent=2, ensure_ascii=False) + "\n"
