"""Pages of the theme without any content, from which it can be seen what the theme itself writes into every page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from vostochny.model.errors import BuildError

# A page at each depth of the site, because the theme's scripts name the way to its root.
BLANK = ("index.md", "a.md", "a/b.md", "a/b/c.md")
# Twenty names and more would not show another element; two levels are as deep as the real table of contents.
CONTENTS = [{"Home": "index.md"}, {"Section": [{"First": "a.md"}, {"Second": "a/b.md"}]}, {"Third": "a/b/c.md"}]


def theme_pages(root: Path) -> list[str]:
    """The HTML of pages that have a heading of their own and nothing else, set like those of the site.

    root: the folder of mkdocs.yml. Raises BuildError with what MkDocs said.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in BLANK:
            page = folder / "docs" / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text("# Title\n\n## Part\n", encoding="utf-8")
        settings = {
            "INHERIT": str(root / "mkdocs.yml"),
            "docs_dir": str(folder / "docs"),
            "site_dir": str(folder / "site"),
            "nav": CONTENTS,
            # It is relative to the file that names it, which is another one here.
            "theme": {"custom_dir": str(root / "site" / "theme")},
        }
        config = folder / "mkdocs.yml"
        # JSON is YAML too.
        config.write_text(json.dumps(settings), encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise BuildError(f"MkDocs could not build pages without content:\n{done.stdout}{done.stderr}")
        return [path.read_text(encoding="utf-8") for path in sorted((folder / "site").rglob("*.html"))]
