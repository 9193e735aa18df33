"""Counts the values of a column, rows without a value included, which Datasette's own facet leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette.facets import ArrayFacet, ColumnFacet, DateFacet
from datasette.utils import path_with_added_args, path_with_removed_args

if TYPE_CHECKING:
    from collections.abc import Mapping

# What readers see where a row has no value.
BLANK = "(blank)"


class CompleteFacet(ColumnFacet):  # type: ignore[misc]  # Datasette has no types
    """Datasette's facet of a column, with a line for the rows that have no value in it."""

    async def facet_results(self) -> tuple[list[dict[str, object]], list[str]]:
        """The facets, and the columns that took too long to count."""
        results, timed_out = await super().facet_results()
        if results:
            blanks = await self.blanks([result["name"] for result in results])
            for result in results:
                if count := blanks.get(result["name"], 0):
                    result["results"].append(self.line(result["name"], count))
        return results, timed_out

    async def blanks(self, columns: list[str]) -> Mapping[str, int]:
        """Rows without a value in each of these columns, counted in one pass; none where that takes too long."""
        from datasette.database import QueryInterrupted

        counts = ", ".join(f"count(*) - count([{column}])" for column in columns)
        limit_ms = self.ds.setting("facet_time_limit_ms")
        sql = f"select {counts} from ({self.sql})"
        try:
            answer = await self.ds.execute(self.database, sql, self.params, truncate=False, custom_time_limit=limit_ms)
        except QueryInterrupted:
            return {}
        return dict(zip(columns, tuple(answer.rows[0]), strict=True))

    def line(self, column: str, count: int) -> dict[str, object]:
        """The line of the rows without a value, in the form of Datasette's own lines."""
        argument = {f"{column}__isnull": "1"}
        selected = (f"{column}__isnull", "1") in self.get_querystring_pairs()
        change = path_with_removed_args if selected else path_with_added_args
        address = self.ds.absolute_url(self.request, self.ds.urls.path(change(self.request, argument)))
        return {"value": None, "label": BLANK, "count": count, "toggle_url": address, "selected": selected}


FACETS = [CompleteFacet, ArrayFacet, DateFacet]
