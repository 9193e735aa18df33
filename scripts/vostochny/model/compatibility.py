"""The rule by which the form of the tables may change from one release to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Forms = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class FormChange:
    """One thing that changed in the form of the tables.

    breaks: whether a program written for the last release can fail or misread because of it
    """

    place: str
    what: str
    breaks: bool


def compare_forms(old: Forms, new: Forms) -> list[FormChange]:
    """Everything that changed in the form of the tables since the last release.

    Adding is always allowed: a table, a column, a value of a list. What readers rely on may go only after a release in
    which it was marked as deprecated: a column, and a table when all of its columns were. A column keeps its type, its
    unit, the kind of text in it and whether it is always filled; a table keeps its key.
    """
    return [
        *(FormChange(name, "is a new table", False) for name in new if name not in old),
        *(change for name in old if name not in new for change in table_gone(name, old[name])),
        *(change for name in old if name in new for change in compare_table(name, old[name], new[name])),
    ]


def table_gone(name: str, old: dict[str, Any]) -> Iterator[FormChange]:
    """A table that is no longer there."""
    kept = [column for column, form in old["columns"].items() if not form.get("deprecated")]
    if kept:
        yield FormChange(name, "is gone without having been deprecated", True)
    else:
        yield FormChange(name, "is gone, as was announced", False)


def compare_table(name: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[FormChange]:
    """What changed in one table."""
    if old["key"] != new["key"]:
        yield FormChange(name, f"has the key {' + '.join(new['key'])} instead of {' + '.join(old['key'])}", True)
    for column, form in old["columns"].items():
        place = f"{name}.{column}"
        if column in new["columns"]:
            yield from compare_column(place, form, new["columns"][column])
        elif form.get("deprecated"):
            yield FormChange(place, "is gone, as was announced", False)
        else:
            yield FormChange(place, "is gone without having been deprecated", True)
    for column in new["columns"]:
        if column not in old["columns"]:
            yield FormChange(f"{name}.{column}", "is a new column", False)


def compare_column(place: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[FormChange]:
    """What changed in one column."""
    for key, words in (("type", "the type"), ("kind", "the kind of text"), ("unit", "the unit")):
        # Text that had no form of its own may be given one.
        if old.get(key) != new.get(key) and not (key == "kind" and not old.get(key)):
            yield FormChange(place, f"has {words} {new.get(key) or 'none'} instead of {old.get(key) or 'none'}", True)
    if old.get("required") and not new.get("required"):
        yield FormChange(place, "may now be empty", True)
    if bool(old.get("categories")) and not new.get("categories"):
        yield FormChange(place, "is no longer limited to a list of values", True)
    came = sorted(set(new.get("categories", [])) - set(old.get("categories", [])))
    if came and old.get("categories"):
        yield FormChange(place, f"may now also be {', '.join(came)}", False)
    if new.get("deprecated") and not old.get("deprecated"):
        yield FormChange(place, f"is deprecated: {new['deprecated']}", False)
