"""Prepares the search of the site: priority hits, and the weighted index of the words of all pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.model.yaml_file import read_yaml
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import in_html
from vostochny.render.ship_index import read_ships

FIRST_HITS = "assets/first-hits.json"
WORDS = Path("site") / "search_words.yaml"
INDEX = Path("search") / "search_index.json"
# The words of all pages, which site/assets/search.js fetches when somebody searches.
ALL_WORDS = Path("search") / "words.json"
# Beginnings of addresses and how much a page weighs: hundreds of documents must not hide the pages about them.
WEIGHTS = {"sources/": 0.2, "tables/": 0.5, "estimates/": 0.6, "counts/count-004/": 4.0, "vessels/": 3.0, "calls/": 2.0}
# Characters of a section that are searched: a first visit loads them all. Hundreds of pages are found by their names.
MOST_WORDS, MOST_OF_MANY = 1_500, 250
MANY = ("sources/", "vessels/")
# What readers call a kind of position.
EVERYDAY = {
    "denies": "denial denied",
    "declines_comment": "no comment silence",
    "no_reply": "silence silent no answer no reply no comment",
    "not_asked": "silence",
    "no_statement_found": "silence silent no statement",
}
# For maintainers; readers have no use for them.
LEFT_OUT = (
    "audit/", "checks/", "engines/", "gate/", "maintainers/", "missed/", "publishing/", "requests/", "retired/",
    "running/", "scale/", "stability/",
)  # fmt: skip


def write_first_hits(project: Project, context: RenderContext, folder: Path) -> None:
    """The ships with every form in which they are looked for, and the pages with their everyday words.

    Raises BuildError when the list of words names a page that is not there.
    """
    ships = [
        [ship.vessel_id, ship.name, ship.imo_number, list(ship.forms)] for ship in read_ships(context.connection).ships
    ]
    pages = []
    for item in read_yaml(project.root / WORDS)["pages"]:
        path = "" if item["path"] == "index.md" else item["path"].removesuffix(".md") + "/"
        if not (folder / path / "index.html").is_file():
            raise BuildError(f"{WORDS}: there is no page {item['path']}")
        pages.append([path, item["title"], [str(word) for word in item["words"]]])
    written = json.dumps({"ships": ships, "pages": pages}, ensure_ascii=False, separators=(",", ":"))
    (folder / FIRST_HITS).write_text(written + "\n", encoding="utf-8", newline="\n")


def weigh_index(context: RenderContext, folder: Path) -> None:
    """Weigh the pages in the index of words that the generator wrote, and take those for maintainers out of it.

    Of the two long lists that have no pages for their rows, each row is found by itself. The theme fetches its index
    with every page that is opened, so the words go into a file of their own and leave its settings there.
    """
    path = folder / INDEX
    index = json.loads(path.read_text(encoding="utf-8"))
    kept = [weighed(entry) for entry in index["docs"] if not entry["location"].startswith(LEFT_OUT)]
    index["docs"] = [*kept, *positions_found(context), *conflicts_found(context)]
    for file, content in ((ALL_WORDS, index), (INDEX, {**index, "docs": []})):
        written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (folder / file).write_text(written, encoding="utf-8", newline="\n")


def positions_found(context: RenderContext) -> Iterator[dict[str, object]]:
    """What each of those named says, by who speaks, on what, and the everyday words for its kind."""
    for row in context.rows("select positions.*, name from positions join organisations using (organisation_id)"):
        kind = context.label("positions", "kind", row["kind"])
        told = f"{row['name']} on: {row['about']}. {kind}"
        words = f"{row['statement']} {row['asked_by'] or ''} {EVERYDAY.get(row['kind'], '')}".strip()
        yield found_at(f"positions/#{row['position_id']}", told, words)


def conflicts_found(context: RenderContext) -> Iterator[dict[str, object]]:
    """What sources differ on: the question, and how each side is used."""
    for row in context.rows("select * from conflicts order by conflict_id"):
        words = f"{context.label('conflicts', 'kind', row['kind'])}. {row['handling']} {row['note'] or ''}".strip()
        yield found_at(f"conflicts/#{row['conflict_id']}", row["question"], words)


def found_at(location: str, title: str, words: str) -> dict[str, object]:
    """An entry of the index, whose title and words are HTML."""
    return {"location": location, "title": in_html(title), "text": f"<p>{in_html(words)}</p>"}


def weighed(entry: dict[str, object]) -> dict[str, object]:
    """One entry with the weight of its page, and no more of its words than are searched."""
    location, words = str(entry["location"]), str(entry["text"])
    most = MOST_OF_MANY if location.startswith(MANY) else MOST_WORDS
    if len(words) > most:
        entry = {**entry, "text": words[:most].rsplit(" ", maxsplit=1)[0]}
    weight = next((value for start, value in WEIGHTS.items() if location.startswith(start)), None)
    return entry if weight is None else {**entry, "boost": weight}
