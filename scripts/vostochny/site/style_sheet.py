"""Makes one style sheet of those of the site, which a browser would ask for one by one before it shows anything."""

from __future__ import annotations

from pathlib import Path

JOINED = "site.css"


def join_styles(folder: Path) -> None:
    """Put the style sheets of a folder into one, in the order of their names, which is that of their rules."""
    files = sorted(folder.glob("*.css"))
    content = "".join(path.read_text(encoding="utf-8") for path in files)
    for path in files:
        path.unlink()
    (folder / JOINED).write_text(content, encoding="utf-8", newline="\n")
