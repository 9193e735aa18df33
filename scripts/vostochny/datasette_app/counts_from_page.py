"""Answers count and facet queries from the rows of a page that has them all, instead of reading the table again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# The statements as Datasette 0.65 and facets.py write them; any other goes to the database.
COUNT = re.compile(r"select count\(\*\) (from .*)", re.DOTALL)
FACET = re.compile(
    r"\s*select (?P<column>\S+) as value, count\(\*\) as count from \(\s*select .*? (?P<source>from .*?)\n *\)\s*"
    r"where (?P=column) is not null\s+group by (?P=column) order by count desc, value limit (?P<limit>\d+)\s*",
    re.DOTALL,
)
BLANKS = re.compile(
    r"select (?P<counts>count\(\*\) - count\(\[[^\]]+\]\)(?:, count\(\*\) - count\(\[[^\]]+\]\))*) "
    r"from \(\s*select .*? (?P<source>from .*?)\s*\)",
    re.DOTALL,
)
BLANK_COLUMN = re.compile(r"\[([^\]]+)\]")
REST = re.compile(r"(?:order by .*)?limit \d+", re.DOTALL)
PLAIN = (str, int, float)


@dataclass(frozen=True)
class CompletePage:
    """The rows of a page that has all rows of its selection.

    sql: the statement that returned them
    """

    sql: str
    values: Mapping[str, object]
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def answer(self, sql: str, values: Mapping[str, object]) -> list[dict[str, object]] | None:
        """The rows of a statement that counts these, or their values in one column; None for any other statement."""
        if dict(values) != dict(self.values):
            return None
        if (found := COUNT.fullmatch(sql)) and self.are_of(found[1]):
            return [{"count(*)": len(self.rows)}]
        if (found := BLANKS.fullmatch(sql)) and self.are_of(found["source"]):
            return self.blanks(BLANK_COLUMN.findall(found["counts"]))
        found = FACET.fullmatch(sql)
        if found is None or not self.are_of(found["source"]):
            return None
        column = found["column"].strip("[]")
        return self.counted(column, int(found["limit"])) if column in self.columns else None

    def are_of(self, source: str) -> bool:
        """Whether a selection, `from` and all after it, is that of these rows."""
        _, known, rest = self.sql.partition(source)
        return bool(known) and REST.fullmatch(rest) is not None

    def blanks(self, columns: Sequence[str]) -> list[dict[str, object]] | None:
        """How many rows have no value, for each of these columns."""
        if not set(columns) <= set(self.columns):
            return None
        places = [list(self.columns).index(column) for column in columns]
        blank = [sum(row[place] is None for row in self.rows) for place in places]
        return [dict(zip(columns, blank, strict=True))]

    def counted(self, column: str, limit: int) -> list[dict[str, object]] | None:
        """The values of a column, the most frequent first, as SQLite would order them."""
        place = list(self.columns).index(column)
        values = [row[place] for row in self.rows if row[place] is not None]
        if not all(isinstance(value, PLAIN) for value in values):
            return None
        counts = Counter(values)
        ordered = sorted(counts, key=lambda value: (-counts[value], isinstance(value, str), value))
        return [{"value": value, "count": counts[value]} for value in ordered[:limit]]
