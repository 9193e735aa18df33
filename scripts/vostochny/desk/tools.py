"""What a program may ask: seven questions, each answered with sentence, range, source, version, what not to add up."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from vostochny.contribute.record_search import folded
from vostochny.database.reading import Row, opened, rows
from vostochny.datasette_app.sql_limits import explained, guarded
from vostochny.desk.bounded_answer import fitted, plain_cell
from vostochny.desk.citations import citations
from vostochny.desk.feeds import logged_changes
from vostochny.desk.figures_json import lists_in_words, quotable_figures, ship_line, split
from vostochny.desk.topics import Topics
from vostochny.model.edtf import edtf_interval
from vostochny.model.errors import LedgerError
from vostochny.model.schema import Dataset
from vostochny.model.site_url import site_address
from vostochny.release.history.versions import parts
from vostochny.render.context import RenderContext
from vostochny.render.country_names import with_article
from vostochny.web.limits import TIME_LIMIT_MS

# A message of SQLite repeats what it was asked.
LONGEST_ERROR = 400
LONGEST_QUESTION = 10_000
MOST_SQL_ROWS = 100
MOST_MATCHES = 5
MOST_CHANGES = 20
# Statements at once; each may take a second.
STATEMENTS = threading.BoundedSemaphore(2)
CALL = "select calls.*, port_calls.inferred from calls join port_calls using (call_id) where call_id = :id"
NOT_ADDED = "Do not add up counts, calls, estimates or notified amounts: periods, ships and origins overlap."


class QuestionError(LedgerError):
    """A question that cannot be answered as it is asked."""


class Tools:
    """The questions over one released database, which is only read."""

    def __init__(self, dataset: Dataset, database: Path) -> None:
        self.dataset, self.database = dataset, database
        self.questions: tuple[Callable[..., str], ...] = (
            self.find_a_ship, self.a_call_with_its_evidence, self.a_figure_with_its_range,
            self.who_had_listed_it_on_that_day, self.what_changed, self.how_to_cite, self.read_only_sql,
        )  # fmt: skip

    def answer(
        self, sentence: str, *, page: str = "", range_: object = None, source: object = None, **more: object
    ) -> str:
        """An answer as JSON of at most 8 kB; of what is longer, the ends of its lists are left out."""
        body: Row = {
            "sentence": sentence,
            "range": range_ if range_ is not None else "no range: this is no amount",
            "source": source if source is not None else "the record and the sources that its pages name",
            "version": str(self.dataset.package["version"]),
            "do_not_add_up": more.pop("do_not_add_up", NOT_ADDED),
            "page": f"{site_address()}{page}",
            **more,
        }
        return fitted(body)

    def find_a_ship(self, name: str) -> str:
        """Find a ship by any spelling of its names or by IMO number: who lists it, its calls, the lists read."""
        with opened(self.database) as connection:
            context = RenderContext(self.dataset, connection)
            found = [ship_line(context, ship) for ship in ships_named(connection, name)]
        if not found:
            return self.answer(f"No ship of the record has a name or number like {name[:60]!r}.", ships=[])
        sentence = " ".join(item["line"] for item in found[:1])
        return self.answer(
            sentence, page=f"vessels/{found[0]['vessel_id']}/", source="the lists named in lists_as_of", ships=found
        )

    def a_call_with_its_evidence(self, call_id: str) -> str:
        """One call by its identifier, such as call-001: ship, port, days, grade and why, sightings and documents."""
        with opened(self.database) as connection:
            context = RenderContext(self.dataset, connection)
            call = one(connection, CALL, call_id, "call")
            sql = (
                "select sighting_id, observer, method, activity, date_earliest, date_latest, source_id, inferred "
                "from sightings where call_id = :id order by sighting_id"
            )
            seen = rows(connection, sql, {"id": call_id})
            name, evidence = context.name(call_id), context.evidence.get(call_id, [])
        inferred = " (inferred)" if "operation" in split(call["inferred"]) else ""
        what = f"{call['operation'] or 'operation not known'}{inferred}, graded {call['confidence']}"
        return self.answer(
            f"{name}: {what}. {call['confidence_reason']}",
            page=f"calls/{call_id}/",
            range_=f"{call['date_earliest']} to {call['date_latest']}",
            source=[{key: row[key] for key in ("publisher", "title", "url", "relation")} for row in evidence],
            call=call,
            sightings=seen,
            do_not_add_up="This call may be one of a counted series: do not add it to the count.",
        )

    def a_figure_with_its_range(self, figure: str) -> str:
        """A figure by its identifier (count-004, estimate-006) or by words of its sentence, the headline ones first."""
        with opened(self.database) as connection:
            found = quotable_figures(RenderContext(self.dataset, connection))
        words = {folded(word) for word in figure.split()}
        matching = [item for item in found if item["id"].lower() == figure.strip().lower()]
        if words and not matching:
            matching = [item for item in found if words <= {folded(word) for word in item["sentence"].split()}]
        if not matching:
            nothing = "No figure of the record has all these words in its sentence; the headline figures are given."
            return self.answer(nothing, figures=[item["sentence"] for item in found if item["headline"]])
        best, page = matching[0], matching[0]["page"].removeprefix(site_address())
        said = {"low": best["low"], "high": best["high"], "unit": best["unit"], "hedge": best["hedge"]}
        not_added = f"{best['must_not_be_added']} {best['does_not_say']}"
        more = {"do_not_add_up": not_added, "figures": matching[:MOST_MATCHES], "matches": len(matching)}
        return self.answer(best["sentence"], page=page, range_=said, source=best["sources"], **more)

    def who_had_listed_it_on_that_day(self, ship: str, day: str) -> str:
        """Which authorities had listed a ship on a day (YYYY-MM-DD), and which listed it later or had removed it."""
        if len(day) != 10 or not valid_day(day):
            raise QuestionError("The day must be a date such as 2024-10-20.")
        with opened(self.database) as connection:
            found = ships_named(connection, ship)
            if len(found) != 1:
                names = ", ".join(row["name"] for row in found)
                return self.answer(f"Name one ship: {names}." if found else "The record has no such ship.", ships=found)
            sql = (
                "select authority, programme, listed_on, delisted_on, gone_by, list_as_of, source_id "
                "from designations where vessel_id = :id"
            )
            listed = rows(connection, sql, {"id": found[0]["vessel_id"]})
            context = RenderContext(self.dataset, connection)
            lists, read, authorities = context.lists_read, lists_in_words(context), context.authorities
        for row in listed:
            row["on_that_day"] = standing(row, day)
        by = {
            kind: sorted({with_article(authorities[row["authority"]]) for row in listed if row["on_that_day"] == kind})
            for kind in STANDINGS
        }
        listed_as = "; ".join(f"{words}: {', '.join(by[kind])}" for kind, words in STANDINGS.items() if by[kind])
        sentence = f"On {day}, {found[0]['name']}: {listed_as or 'no listing is on record'}. Lists read: {read}."
        return self.answer(
            sentence, page=f"vessels/{found[0]['vessel_id']}/", source=lists, designations=listed, lists_as_of=lists
        )

    def what_changed(self, since: str = "") -> str:
        """What releases changed after a cursor (from an earlier answer) or from a version on; the oldest first."""
        try:
            after = place_of(since)
        except (LedgerError, ValueError) as error:
            raise QuestionError(
                "since is a cursor such as 2026.12.0:000001, or a version such as 2026.12.0."
            ) from error
        with opened(self.database) as connection:
            changes = logged_changes(RenderContext(self.dataset, connection), Topics(self.dataset, connection))
        later = [row for row in changes if place_of(row["cursor"]) > after]
        names = ("cursor", "table_name", "record_key", "field", "kind", "told")
        shown = [{key: row[key] for key in names} for row in later[:MOST_CHANGES]]
        summary = f"{len(later)} changes after {since or 'the beginning'}, of which {len(shown)} are given."
        cursor = shown[-1]["cursor"] if shown else since
        return self.answer(summary, page="changes/", changes=shown, next_cursor=cursor)

    def how_to_cite(self, address: str, title: str) -> str:
        """How to cite a page, row or selection of the record: Chicago, APA, MLA, BibTeX, CSL-JSON, a line for print."""
        with opened(self.database) as connection:
            released_on = RenderContext(self.dataset, connection).released_on
        return self.answer(
            "Cite the record with its version, and the origin of each figure.",
            cite=citations(self.dataset.package, title[:300], address[:600], released_on),
        )

    def read_only_sql(self, sql: str) -> str:
        """One SELECT over the tables and views of the record, with the limits of /data: one second, plain functions."""
        if len(sql) > LONGEST_QUESTION or not sql.strip().lower().startswith(("select", "with", "explain query plan")):
            raise QuestionError(
                "Only one SELECT statement of at most 10,000 characters is allowed: begin with select or with."
            )
        if not STATEMENTS.acquire(timeout=2 * TIME_LIMIT_MS / 1000):
            raise QuestionError("Too many statements at once; ask again in a moment.")
        try:
            columns, found = selected(self.database, sql)
        finally:
            STATEMENTS.release()
        cells = [[plain_cell(cell) for cell in row] for row in found[:MOST_SQL_ROWS]]
        summary = f"{len(cells)} rows{', more were left out' if len(found) > MOST_SQL_ROWS else ''}."
        return self.answer(
            summary, page="data/", source="the tables that the statement names", columns=columns, rows=cells
        )


def selected(database: Path, sql: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """Columns and first rows of a statement, under the same guard as a reader's SQL in Datasette.

    Raises QuestionError in the guard's words.
    """
    ends = time.monotonic() + TIME_LIMIT_MS / 1000
    with opened(database) as connection:
        guarded(connection)
        connection.set_progress_handler(lambda: time.monotonic() > ends, 1000)
        try:
            cursor = connection.execute(sql)
            found = [tuple(row) for row in cursor.fetchmany(MOST_SQL_ROWS + 1)]
        except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as error:
            raise QuestionError(explained(error)[:LONGEST_ERROR]) from error
        return [column[0] for column in cursor.description or ()], found


def place_of(cursor: str) -> tuple[tuple[int, ...], int]:
    """Where a cursor is among all changes; that of a version is after its last change. Raises for what is none."""
    if not cursor:
        return (), 0
    version, _, number = cursor.partition(":")
    return parts(version), int(number or 10**9)


STANDINGS = {
    "listed": "listed by",
    "not_yet": "not yet listed by",
    "removed": "no longer listed by",
    "not_sure": "the day is not known closely enough for",
}


def standing(row: Row, day: str) -> str:
    """Whether a designation was in force on a day: a key of STANDINGS."""
    listed, gone = row["listed_on"], row["delisted_on"] or row["gone_by"]
    if not listed or (len(listed) < 10 and day.startswith(listed)):
        return "not_sure"
    if listed[:10] > day:
        return "not_yet"
    return "removed" if row["delisted_on"] and gone <= day else "not_sure" if gone and gone <= day else "listed"


def valid_day(day: str) -> bool:
    """Whether a text is a day of the calendar."""
    try:
        edtf_interval(day)
    except ValueError:
        return False
    return True


def one(connection: sqlite3.Connection, sql: str, identifier: str, what: str) -> Row:
    """The one row of a statement. Raises QuestionError where there is none."""
    if found := rows(connection, sql, {"id": identifier}):
        return found[0]
    raise QuestionError(
        f"The record has no {what} {identifier[:60]!r}; find_a_ship and read_only_sql give identifiers."
    )


def ships_named(connection: sqlite3.Connection, name: str) -> list[Row]:
    """Ships with this name or number, or else those with the nearest names."""
    sql = (
        "select vessel_id, name from vessel_names union select vessel_id, name from vessels "
        "union select vessel_id, imo_number from vessels where imo_number is not null "
        "union select vessel_id, vessel_id from vessels"
    )
    known: dict[str, set[str]] = {}
    for row in rows(connection, sql):
        known.setdefault(folded(row["name"]), set()).add(row["vessel_id"])
    asked = folded(name[:200]).removeprefix("imo").strip()
    keys = [asked] if asked in known else get_close_matches(asked, known, n=3, cutoff=0.8)
    found = sorted({vessel for key in keys for vessel in known[key]})[:MOST_MATCHES]
    columns = "vessel_id, name, imo_number, listed_by, delisted_by, calls, call_dates"
    return [
        rows(connection, f"select {columns} from watchlist where vessel_id = :id", {"id": vessel})[0]
        for vessel in found
    ]
