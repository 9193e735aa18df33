"""Describes one change in one sentence, and its cells for a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vostochny.diff.compare import ADDED, CHANGED, REMOVED, RETIRED, Change, FieldChange
from vostochny.diff.record_names import Wording, column_title, in_sentence
from vostochny.diff.side import Cells
from vostochny.model.schema import Table

# What one row is called where the title of its key does not say it.
NOUNS = {"vessel_names": "name", "vessel_particulars": "particular", "citations": "citation", "redirects": "redirect"}
HEADS = {ADDED: "New {}", REMOVED: "Removed {}", RETIRED: "Retired {}"}
# Long texts are cut in a sentence; the table of cells and the JSON have them whole.
LONGEST_QUOTE = 160
LONGEST_BARE = 60
# Words that are shown on either side of where two long texts differ.
CONTEXT = 4
MOST_SOURCES = 3


@dataclass(frozen=True)
class Cell:
    """One cell of a change in words: what column, what it said, what it says, and who says so."""

    what: str
    before: str
    after: str
    source: str


@dataclass(frozen=True)
class ChangeText:
    """One change in words.

    record: what it is about
    sentence: what happened to it
    cells: the cells that differ, or for a whole row a single one that sums it up
    cell_sentences: for a changed row each of its cells as a sentence of its own
    """

    change: Change
    record: str
    sentence: str
    cells: tuple[Cell, ...]
    cell_sentences: tuple[str, ...] = ()


def change_text(change: Change, old: Wording, new: Wording) -> ChangeText:
    """A change in words: old values with the names of the old side, new ones with those of the new side."""
    table = new.dataset.tables[change.table]
    if change.kind == CHANGED:
        return changed_row_text(table, change, old, new)
    side, row = (new, change.after) if change.kind == ADDED else (old, change.before)
    assert row is not None
    summary = WHOLE.get(table.name, described)(table, row, side)
    sources = named(side.sources(table, row))
    record = side.name(table, row)
    sentence = f"{HEADS[change.kind].format(noun(table))}: {summary}."
    if change.kind == RETIRED:
        sentence += retirement(change, new)
    before, after = ("", summary) if change.kind == ADDED else (summary, "")
    return ChangeText(change, record, sourced(sentence, sources), (Cell("the whole row", before, after, sources),))


def changed_row_text(table: Table, change: Change, old: Wording, new: Wording) -> ChangeText:
    """The cells of a changed row, one clause each."""
    assert change.before is not None
    assert change.after is not None
    record = new.name(table, change.after)
    cells, clauses = [], []
    for field in change.fields:
        before = old.cell(table, change.before, field.column)
        after = new.cell(table, change.after, field.column)
        source = named(new.sources(table, change.after, field.column))
        what = cell_title(table, field.column, change.after, new)
        cells.append(Cell(what, before, after, source))
        clauses.append(clause(table, field, what, before, after))
    sources = "; ".join(dict.fromkeys(cell.source for cell in cells if cell.source))
    shown = f"{record} ({change.key})" if len(table.primary_key) == 1 and names_several(table) else record
    each = [sourced(f"{shown}: {words}.", cell.source) for words, cell in zip(clauses, cells, strict=True)]
    return ChangeText(change, record, sourced(f"{shown}: {'; '.join(clauses)}.", sources), tuple(cells), tuple(each))


def sourced(sentence: str, sources: str) -> str:
    """A sentence with the documents that it rests on, where there are any."""
    return f"{sentence} Source: {sources}." if sources else sentence


def names_several(table: Table) -> bool:
    """Whether two records of a table may be called the same, so that a sentence must add the identifier."""
    return table.label != "name"


def cell_title(table: Table, column: str, row: Cells, side: Wording) -> str:
    """What a cell is about; in a table of values by attribute the attribute says it."""
    if column == "value" and row.get("attribute"):
        return side.cell(table, row, "attribute")
    return column_title(table, column)


def clause(table: Table, field: FieldChange, title: str, before: str, after: str) -> str:
    """One changed cell: deadweight, unknown before, now 3,565 t."""
    if not field.before:
        return f"{title}, {empty(table, field.column)} before, now {quoted(after)}"
    if not field.after:
        return f"{title}, {quoted(before)} before, now {empty(table, field.column)}"
    if max(len(before), len(after)) > LONGEST_BARE:
        before, after = narrowed(before, after)
        return f"{title}, “{cut(before)}” before, now “{cut(after)}”"
    return f"{title}, {before} before, now {after}"


def empty(table: Table, column: str) -> str:
    """What an empty cell means: for a fact that it was not known, for a remark or a link that there was none."""
    remark = column == "note" or table.by_name[column].format_name == "columns" or table.reference(column) is not None
    return "none" if remark else "unknown"


def quoted(text: str) -> str:
    """A long text cut and in quotation marks, a short one as it is."""
    return text if len(text) <= LONGEST_BARE else f"“{cut(text)}”"


def cut(text: str) -> str:
    """A text cut to a length that fits into a sentence."""
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def narrowed(before: str, after: str) -> tuple[str, str]:
    """Two texts cut down to where they differ, with a few words around it, so that a cut does not hide the change."""
    one, other = before.split(), after.split()
    shortest = min(len(one), len(other))
    same = next((place for place in range(shortest) if one[place] != other[place]), shortest)
    rest = next((place for place in range(shortest - same) if one[-1 - place] != other[-1 - place]), shortest - same)
    first, left = max(same - CONTEXT, 0), max(rest - CONTEXT, 0)
    pieces = [" ".join(words[first : len(words) - left]) for words in (one, other)]
    return f"{'… ' * (first > 0)}{pieces[0]}{' …' * (left > 0)}", f"{'… ' * (first > 0)}{pieces[1]}{' …' * (left > 0)}"


def retirement(change: Change, new: Wording) -> str:
    """What a redirect says about the record that it retires."""
    heir = f" It is now {new.title(change.successor)} ({change.successor})." if change.successor else ""
    heir = heir or " Nothing takes its place."
    return f"{heir} Reason: {change.reason.rstrip('.')}." if change.reason else heir


def named(sources: list[str]) -> str:
    """The first few documents by name, and how many more there are."""
    more = len(sources) - MOST_SOURCES
    return "; ".join([*sources[:MOST_SOURCES], *([f"and {more} more"] if more > 0 else [])])


def noun(table: Table) -> str:
    """What one row of a table is called."""
    return NOUNS.get(table.name) or in_sentence(table.by_name[table.primary_key[0]].title)


def described(table: Table, row: Cells, side: Wording) -> str:
    """A whole row: its name, and what the table is filtered and measured by."""
    name, key = side.name(table, row), row.get(table.primary_key[0], "")
    numbers = [field.name for field in table.fields if field.type in {"number", "integer"} and field.unit]
    figures = [field.name for field in table.fields if field.name.startswith("quantity")]
    parts = []
    for column in dict.fromkeys([*table.facets, *numbers, *figures]):
        shown = column in table.by_name and table.by_name[column].type != "boolean"
        words = side.cell(table, row, column) if shown else ""
        if words and column not in {"source_id", "unit", "unit_alt"} and words.lower() not in name.lower():
            parts.append(f"{column_title(table, column)}: {words}")
    head = name if name == key else f"{name} ({key})"
    return "; ".join([head, *parts])


def particular(table: Table, row: Cells, side: Wording) -> str:
    """A value that a source states of a ship: Chon Ma San, deadweight 3,565 t."""
    return f"{side.name(table, row)}, {side.cell(table, row, 'attribute')} {side.cell(table, row, 'value')}"


def ship_name(table: Table, row: Cells, side: Wording) -> str:
    """A name that a source gives a ship."""
    return f"{side.name(table, row)}, {row.get('name', '')} ({side.cell(table, row, 'name_kind')})"


def citation(table: Table, row: Cells, side: Wording) -> str:
    """A document behind a record, and what it does for it."""
    return f"{side.name(table, row)}, {side.cell(table, row, 'source_id')} ({side.cell(table, row, 'relation')})"


def redirect(_table: Table, row: Cells, side: Wording) -> str:
    """An identifier that an earlier release did not have, yet that is given up."""
    heir = row.get("successor_id", "")
    now = f"{side.title(heir)} ({heir}) takes its place" if heir else "nothing takes its place"
    return f"{row.get('retired_id', '')}: {now}; {row.get('reason', '').rstrip('.')}"


WHOLE: dict[str, Callable[[Table, Cells, Wording], str]] = {
    "vessel_particulars": particular,
    "vessel_names": ship_name,
    "citations": citation,
    "redirects": redirect,
}
