"""One study and the documents that repeat it, as a tree: who passes on whose words.

Drawn as SVG without a library, because every document is a link to its page.
"""

from __future__ import annotations

from dataclasses import dataclass

from vostochny.charts.svg_parts import both_sizes, cut_label
from vostochny.database.reading import Row
from vostochny.model.wording import plural
from vostochny.render.context import RenderContext, address_from
from vostochny.render.inert_text import in_html

# In pixels of the drawing: width and columns of names on a desk and on a phone, height of a line.
LAYOUTS = {"wide": (720, 3), "narrow": (350, 2)}
LINE, GAP, INDENT = 19, 14, 22
# Characters of a name that fit a column.
LONGEST = {"wide": 27, "narrow": 18}


@dataclass(frozen=True)
class Branch:
    """A document that others repeat, by the name of its publisher, with all that goes back to the study through it."""

    title: str
    source: str
    leaves: tuple[Row, ...]


def study_of(context: RenderContext, record_id: str) -> str:
    """The document to which the sources of a record go back."""
    rows = context.rows(
        "select root_source_id from record_sources where record_id = :id and relation = 'states' limit 1", id=record_id
    )
    return str(rows[0]["root_source_id"])


def repeaters(context: RenderContext, study: str) -> list[Row]:
    """Documents that go back to the study, each with its publisher, its language and what it repeats."""
    return context.rows(
        "select s.source_id, s.publisher, s.language, s.relays_source_id from source_roots r "
        "join sources s using (source_id) where r.root_source_id = :study and s.source_id <> :study "
        "order by s.publisher collate nocase, s.source_id",
        study=study,
    )


def branches(found: list[Row], study: str) -> list[Branch]:
    """The documents by whom they have it from; those that repeat the study itself are the last branch."""
    by_id = {row["source_id"]: row for row in found}
    through: dict[str, list[Row]] = {}
    for row in found:
        parent = by_id.get(str(row["relays_source_id"]))
        while parent is not None and parent["relays_source_id"] != study:
            parent = by_id.get(str(parent["relays_source_id"]))
        if parent is not None:
            through.setdefault(str(parent["publisher"]), []).append(row)
    direct = [row for row in found if row["relays_source_id"] == study and row["publisher"] not in through]
    grouped = [
        Branch(name, next(row["source_id"] for row in found if row["publisher"] == name), tuple(rows))
        for name, rows in sorted(through.items())
    ]
    return [*grouped, Branch("", study, tuple(direct))]


def relay_tree(context: RenderContext, here: str, record_id: str) -> str:
    """The figure for the page `here` of the study behind a record; empty where nobody repeats it."""
    study = study_of(context, record_id)
    found = repeaters(context, study)
    if not found:
        return ""
    publisher = context.rows("select publisher from sources where source_id = :id", id=study)[0]["publisher"]
    grouped = branches(found, study)
    languages = len({row["language"] for row in found})
    drawings = both_sizes({name: drawing(str(publisher), study, grouped, name, address_from(here)) for name in LAYOUTS})
    title = f"One study, and {plural(len(found), 'document')} in {plural(languages, 'language')} that repeat it"
    passed_on = len(found) - sum(len(branch.leaves) for branch in grouped)
    heads = plural(passed_on, "document")
    apart = f" Not counted in the numbers of the branches: {heads} by the publishers that head them."
    return (
        f'<figure class="drawn relay-tree" data-search-exclude="drawn"><p class="chart-title">{in_html(title)}</p>'
        f"{drawings}<figcaption>Each name leads to the document.{apart if passed_on else ''}</figcaption></figure>"
    )


def drawing(publisher: str, study: str, grouped: list[Branch], name: str, root: str) -> str:
    """The SVG in one layout: the study on top, under it each branch with its documents in columns."""
    width, columns = LAYOUTS[name]
    parts = [node(publisher, study, root, 0, 16, "root")]
    top = 34.0
    ends = []
    for branch in grouped:
        ends.append(top)
        heading = f"through {branch.title}" if branch.title else "from the study or its announcement"
        parts.append(f'<path d="M6 {top}H{INDENT - 4}" class="branch"/>')
        words = f"{heading}: {len(branch.leaves)}"
        parts.append(
            node(words, branch.source, root, INDENT, top + 4, "parent")
            if branch.title
            else f'<text x="{INDENT}" y="{top + 4}" class="parent">{in_html(words)}</text>'
        )
        lines = -(-len(branch.leaves) // columns)
        step = (width - 2 * INDENT) / columns
        for place, leaf in enumerate(branch.leaves):
            x, y = 2 * INDENT + place // lines * step, top + 4 + LINE * (place % lines + 1)
            parts.append(node(cut_label(leaf["publisher"], LONGEST[name]), leaf["source_id"], root, x, y, "leaf"))
        parts.append(f'<path d="M{INDENT + 8} {top + 11}V{top + LINE * lines + 4}" class="branch"/>')
        top += LINE * (lines + 1) + GAP
    parts.append(f'<path d="M6 23V{ends[-1]}" class="branch"/>')
    label = f"{publisher}, repeated " + "; ".join(
        f"{len(item.leaves)} times through {item.title}" if item.title else f"{len(item.leaves)} times at first hand"
        for item in grouped
    )
    return (
        f'<svg viewBox="0 0 {width} {top - GAP + 6:g}" role="group" aria-label="{in_html(label)}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def node(words: str, source: str, root: str, x: float, y: float, kind: str) -> str:
    """A name that leads to its document."""
    target = in_html(f"{root}sources/{source}/")
    return f'<a href="{target}"><text x="{x:g}" y="{y:g}" class="{kind}">{in_html(words)}</text></a>'
