"""Makes the order of every page of rows total, so that no row is lost or repeated between two pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass

END = re.compile(r" limit \d+(?: offset \d+)?")
ORDER = " order by "


@dataclass(frozen=True)
class Paging:
    """How the rows of the table or view that a request asks for are to be ordered.

    Datasette 0.65 orders the first page by the sort column alone and the later ones by the sort column and the key;
    views have no key, and are paged by offset.

    last: columns that no two rows share all of, to end every order with
    has_order: whether Datasette gives the statement an order; for a view only where a reader asked for one
    """

    last: Sequence[str]
    has_order: bool

    def split(self, sql: str) -> tuple[str, str]:
        """The statement of a page before its limit, and the limit. Raises ValueError for any other statement."""
        head, found, rest = sql.rpartition(" limit ")
        if not found or not END.fullmatch(found + rest):
            raise ValueError(f"not the statement of a page: {sql}")
        return head, found + rest

    def ordered(self, sql: str) -> str:
        """The statement of a page with an order that ends with the key."""
        head, limit = self.split(sql)
        columns = ", ".join(f"[{name}]" for name in self.last)
        if not columns:
            return sql
        return f"{head}, {columns}{limit}" if self.has_order else f"{head}{ORDER}{columns}{limit}"

    def counting(self, sql: str) -> str:
        """A statement that counts all rows of the selection of which `sql` gives a page."""
        head, _ = self.split(sql)
        selection = head.rpartition("order by ")[0] if self.has_order else head
        return f"select count(*) from ({selection})"


# Set by the hook that sees the request for a table, used by the database at the statement of its page.
PAGING: ContextVar[Paging | None] = ContextVar("paging", default=None)
