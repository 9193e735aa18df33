"""One column of a table, as its description in schemas/ has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vostochny.model.text_formats import TEXT_FORMATS, TextFormat


@dataclass(frozen=True)
class Field:
    """One column, as schemas/tables/ describes it.

    scripts: codes of ISO 15924 of the scripts that its text may have beside Latin and those of East Asia
    repeats: whether it can hold the same as the column before it; where it cannot, a row that does is shifted by a cell
    not_after: the last day that a date in it can have, which is the day to which the record is kept; empty where a date
    may be announced
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
    scripts: tuple[str, ...] = ()
    repeats: bool = False
    not_after: str = ""

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
