"""One column as schemas/tables/ describes it, and how its description is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vostochny.model.errors import SchemaError
from vostochny.model.sqlfile import checked_keys
from vostochny.model.text_formats import TEXT_FORMATS, TextFormat

TYPES = {"string", "integer", "number", "boolean", "date"}
CONSTRAINTS = {"required", "unique", "pattern", "minimum", "maximum", "maxLength"}


@dataclass(frozen=True)
class Field:
    """One column, as schemas/tables/ describes it.

    not_after: the last day that a date in it can have, which is the day to which the record is kept; empty where a date
    may be announced
    repeats: whether it can hold the same as the column before it; where it cannot, a row that does is shifted by a cell
    """

    name: str
    title: str
    description: str
    type: str
    format_name: str = "text"
    unit: str = ""
    example: str = ""
    constraints: dict[str, Any] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)
    deprecated: str = ""
    not_after: str = ""
    repeats: bool = False

    @property
    def format(self) -> TextFormat:
        """What the text of this field must look like; TEXT_FORMATS["text"] when anything is allowed."""
        return TEXT_FORMATS[self.format_name]

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))

    @property
    def pattern(self) -> str:
        """Regular expression for the whole cell: the field's own, else its format's."""
        return str(self.constraints.get("pattern") or self.format.pattern)


def read_field(where: str, raw: dict[str, Any], units: dict[str, dict[str, str]], as_of: str) -> Field:
    """One field of a table file; `as_of` is the day to which the record is kept."""
    known = {"name", "title", "description", "type", "kind", "unit", "example", "constraints", "categories"}
    known.add("repeats")
    known.add("ahead")  # a date that may lie after the day to which the record is kept, because it is announced
    known.add("deprecated")  # in a later release the column may go; the sentence says what to use instead
    checked_keys(where, raw, known, {"name", "title", "description", "type", "example"})
    constraints = dict(raw.get("constraints") or {})
    checked_keys(f"{where}: constraints", constraints, CONSTRAINTS, set())
    if raw["type"] not in TYPES:
        raise SchemaError(f"{where}: type {raw['type']!r} is not one of {', '.join(sorted(TYPES))}")
    kind = raw.get("kind", "text")
    if kind not in TEXT_FORMATS:
        raise SchemaError(f"{where}: kind {kind!r} is not one of {', '.join(sorted(TEXT_FORMATS))}")
    if (unit := raw.get("unit", "")) and unit not in units:
        raise SchemaError(f"{where}: unit {unit!r} is not in schemas/units.yaml")
    categories = {str(item["value"]): str(item["label"]) for item in raw.get("categories") or []}
    return Field(
        name=raw["name"],
        title=raw["title"],
        description=raw["description"].strip(),
        type=raw["type"],
        format_name=kind,
        unit=unit,
        example=str(raw["example"]).lower() if raw["type"] == "boolean" else str(raw["example"]),
        constraints=constraints,
        categories=categories,
        deprecated=raw.get("deprecated", ""),
        repeats=bool(raw.get("repeats")),
        not_after=as_of if (raw["type"] == "date" or kind == "edtf") and not raw.get("ahead") else "",
    )
