"""llms.txt, and beside each page the Markdown that it was made from, for programs that read text."""

from __future__ import annotations

import re
from pathlib import Path

from vostochny.model.project import Project
from vostochny.model.site_url import site_address


def write_plain_pages(project: Project, site: Path) -> None:
    """Write the Markdown of build/pages beside the pages of the site, and the list of the main ones.

    The page /calls/call-001/ has its Markdown at /calls/call-001.md, where the links in it lead to other such files.
    """
    pages, package, titles = project.build / "pages", project.dataset.package, {}
    for path in sorted(pages.rglob("*.md")):
        name = path.relative_to(pages).as_posix()
        # Definitions for tooltips and the head for the generator are no part of the text.
        content = re.sub(r"\A---\n.*?\n---\n+", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        content = content.partition("\n\n*[")[0].rstrip()
        place = site / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{content}\n", encoding="utf-8", newline="\n")
        if "/" not in name and (found := re.search(r"^# (.+?)(?: \{.*\})?$", content, re.MULTILINE)):
            titles[name] = found[1]
    lines = [
        f"# {package['title']}",
        f"> {' '.join(package['description'].split())}",
        "Quote a figure with its hedge, range, origin and version. Do not add up counts, calls, estimates or notified "
        "amounts: they overlap. What is not found here may still have happened.",
        f"Figures for programs: {site_address()}desk/figures.json. Tables: {site_address()}downloads/datapackage.json",
        "## Pages",
        "\n".join(f"- [{title}]({site_address()}{name})" for name, title in titles.items()),
    ]
    (site / "llms.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8", newline="\n")
