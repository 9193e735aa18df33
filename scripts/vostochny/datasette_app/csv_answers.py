"""Rewrites CSV answers: formulas escaped, values as in the downloads, a count of the rows sent."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from vostochny.model.errors import InternalError
from vostochny.model.spreadsheet_formulas import FORMULA, escape_formula
from vostochny.render.inert_text import straight
from vostochny.web.cache_headers import PAGE, PageFacts
from vostochny.web.headers import header, with_headers

if TYPE_CHECKING:
    from starlette.types import Message, Send

# Response header: whether a CSV answer has every row that was asked for.
COMPLETE = "x-complete"
# A cheap test of whole records; true more often than FORMULA is for one of their cells.
MAYBE_FORMULA = re.compile(rf"(?:^|[,\n])(?:{FORMULA.pattern})")
WHOLE_NUMBER = re.compile(r"-?\d+\.0")
# Types (of Table Schema) that SQLite has in another form than the downloads: 1 for true, 25000.0 for 25000.
REWRITTEN = ("boolean", "number")
TRUTH = {"1": "true", "0": "false"}


class IncompleteAnswerError(InternalError):
    """A CSV answer ended with another number of rows than the database counted for it."""


class Records:
    """Splits CSV (RFC 4180) at the ends of records, wherever the writer split its messages.

    A record is passed on when its line end has arrived; a line end inside quotes does not end it. A message may end
    inside a character of several bytes.
    """

    def __init__(self) -> None:
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.pending: list[str] = []
        # Whether the text so far ends inside a quoted cell.
        self.in_quotes = False

    def feed(self, piece: bytes, *, last: bool) -> str:
        """The records that this piece of the answer completes; at the last piece all that is left."""
        text = self.decoder.decode(piece, last)
        end = self.end_of_records(text)
        if last:
            end = len(text)
        elif end == 0:
            self.pending.append(text)
            return ""
        whole = "".join([*self.pending, text[:end]])
        self.pending = [text[end:]]
        return whole

    def end_of_records(self, text: str) -> int:
        """Where the last record that ends in `text` ends; 0 where none does."""
        end = position = 0
        for number, part in enumerate(text.split('"')):
            if number:
                self.in_quotes = not self.in_quotes
                position += 1
            if not self.in_quotes and (line_end := part.rfind("\n")) >= 0:
                end = position + line_end + 1
            position += len(part)
        return end


class CsvAnswer:
    """Sits between Datasette and the reader of one CSV answer.

    name: of the table or query, for the name of the file
    types: Table Schema type of each column whose values the database keeps in another form than the downloads
    has_header: whether the first record names the columns
    is_head: whether only headers are asked for
    """

    def __init__(
        self, send: Send, name: str, types: Mapping[str, str], *, streamed: bool, has_header: bool, is_head: bool
    ) -> None:
        self.send = send
        self.name = name
        self.types = types
        self.streamed = streamed
        self.has_header = has_header
        self.is_head = is_head
        self.status = 0
        self.records = Records()
        self.columns: list[str] | None = None
        self.rows = 0

    async def __call__(self, message: Message) -> None:
        """Take one message of the answer. Raises IncompleteAnswerError at the end of an answer that lacks rows."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            if self.status == 200:
                message = with_headers(message, self.headers(message))
        elif message["type"] == "http.response.body" and self.status == 200:
            last = not message.get("more_body", False)
            text = self.records.feed(message.get("body", b""), last=last)
            body = self.rewritten(text) if text else ""
            if last and not self.is_head:
                self.check()
            if not (body or last):
                return
            message = {**message, "body": body.encode("utf-8")}
        await self.send(message)

    def headers(self, start: Message) -> dict[str, str]:
        """Content type, completeness, and a file name that says so where an answer was cut."""
        page = PAGE.get(PageFacts())
        cut = bool(page.get("cut")) and not self.streamed
        unknown = self.streamed and page.get("expected_rows") is None
        exposed = ", ".join(filter(None, (header(start, b"access-control-expose-headers"), COMPLETE)))
        headers = {
            "content-type": "text/csv; charset=utf-8",
            COMPLETE: "no" if cut else "unknown" if unknown else "yes",
            "access-control-expose-headers": exposed,
        }
        if cut:
            kind = header(start, b"content-disposition").partition(";")[0] or "inline"
            headers["content-disposition"] = f'{kind}; filename="{self.name}-not-all-rows.csv"'
        return headers

    def check(self) -> None:
        """Compare the rows sent with those that the database counted, if it did."""
        expected = PAGE.get(PageFacts()).get("expected_rows")
        if self.streamed and expected is not None and self.rows != expected:
            raise IncompleteAnswerError(f"{self.name}.csv ended after {self.rows} rows of {expected}")

    def rewritten(self, text: str) -> str:
        """Complete records with formulas escaped and values formatted as in the downloads."""
        text = straight(text)
        if self.columns is None:
            first = next(csv.reader(io.StringIO(text, "")), [])
            self.columns = first if self.has_header else []
            self.rows -= 1 if self.has_header else 0
        forms = [self.types.get(column, "") for column in self.columns]
        if not any(forms) and '"' not in text and not MAYBE_FORMULA.search(text):
            self.rows += text.count("\n")
            return text
        records = list(csv.reader(io.StringIO(text, "")))
        self.rows += len(records)
        if any(forms):
            records = [as_in_downloads(cells, forms) for cells in records]
        return as_csv([[escape_formula(cell) for cell in cells] for cells in records])


def as_in_downloads(cells: Sequence[str], types: Sequence[str]) -> list[str]:
    """One record with truth values in words and whole numbers without a decimal point, as the files have them."""
    if len(cells) != len(types):
        return list(cells)
    return [in_form(cell, form) if form else cell for cell, form in zip(cells, types, strict=True)]


def in_form(cell: str, form: str) -> str:
    """One cell of a column of type `boolean` or `number`."""
    if form == "boolean":
        return TRUTH.get(cell, cell)
    return cell[:-2] if WHOLE_NUMBER.fullmatch(cell) else cell


def as_csv(records: Sequence[Sequence[str]]) -> str:
    """Records as Python's csv module writes them."""
    written = io.StringIO()
    csv.writer(written).writerows(records)
    return written.getvalue()
