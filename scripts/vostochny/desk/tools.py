"""What a program may ask: seven questions, each answered with sentence, range, source, version, what not to add up."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from vostochny.database.reading import Row, opened, rows
from vostochny.datasette_app.sql_limits import explained, guarded, limited
from vostochny.desk.citations import citations
from vostochny.desk.feeds import Topics, logged_changes
from vostochny.desk.figures_json import quotable_figures, ship_line, split
from vostochny.model.errors import LedgerError
from vostochny.model.schema import Dataset
from vostochny.model.site_url import site_address
from vostochny.model.wording import dated
from vostochny.release.history.versions import parts
from vostochny.render.context import RenderContext
from vostochny.render.country_names import with_article
from vostochny.render.lists_read import lists_read
from vostochny.render.ship_index import folded, read_ships
from vostochny.web.limits import TIME_LIMIT_MS

# Of an answer, and of one text in it.
MOST_BYTES = 8000
LONGEST_TEXT = 700
# A message of SQLite repeats what it was asked.
LONGEST_ERROR = 400
LONGEST_QUESTION = 10_000
MOST_SQL_ROWS = 100
MOST_MATCHES = 5
MOST_CHANGES = 20
# Statements at once; each may take a second.
STATEMENTS = threading.BoundedSemaphore(2)
CALL = "select calls.*, port_calls.inferred from calls join port_calls using (call_id) where call_id = :id"
# What the day of a listing and that of its end say of a day: a day known to the month only says nothing within it.
STANDING = """
select authority, programme, listed_on, delisted_on, gone_by, list_as_of, source_id,
  case when listed_on is null or (length(listed_on) < 10 and instr(:day, listed_on) = 1)
      or (delisted_on is null and gone_by <= :day) then 'the day is not known closely enough for'
    when listed_on > :day then 'not yet listed by' when delisted_on <= :day then 'no longer listed by'
    else 'listed by' end as on_that_day
from designations where vessel_id = :id
order by on_that_day like 'the%', on_that_day like 'no %', on_that_day like 'not%', authority
"""
SEEN = """
select sighting_id, observer, method, activity, date_earliest, date_latest, source_id, inferred from sightings
where call_id = :id order by sighting_id
"""
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
            found = ships_named(RenderContext(self.dataset, connection), name)
        if not found:
            return self.answer(f"No ship of the record has a name or number like {name[:60]!r}.", ships=[])
        page = f"vessels/{found[0]['vessel_id']}/"
        return self.answer(found[0]["line"], page=page, source="the lists named in lists_as_of", ships=found)

    def a_call_with_its_evidence(self, call_id: str) -> str:
        """One call by its identifier, such as call-001: ship, port, days, grade and why, sightings and documents."""
        with opened(self.database) as connection:
            context = RenderContext(self.dataset, connection)
            if not (known := rows(connection, CALL, {"id": call_id})):
                raise QuestionError(f"The record has no call {call_id[:60]!r}; find_a_ship gives the calls of a ship.")
            call = known[0]
            seen = rows(connection, SEEN, {"id": call_id})
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
        # Year, month and day.
        if dated(day) < 3:
            raise QuestionError("The day must be a date such as 2024-10-20.")
        with opened(self.database) as connection:
            context = RenderContext(self.dataset, connection)
            found = ships_named(context, ship)
            if len(found) != 1:
                names = ", ".join(row["name"] for row in found)
                return self.answer(f"Name one ship: {names}." if found else "The record has no such ship.", ships=found)
            listed = rows(connection, STANDING, {"id": found[0]["vessel_id"], "day": day})
            lists, read, authorities = context.lists_read, lists_read(context), context.authorities
        by: dict[str, set[str]] = {}
        for row in listed:
            by.setdefault(row["on_that_day"], set()).add(with_article(authorities[row["authority"]]))
        listed_as = "; ".join(f"{words}: {', '.join(sorted(names))}" for words, names in by.items())
        sentence = f"On {day}, {found[0]['name']}: {listed_as or 'no listing is on record'}. Lists read: {read}."
        page = f"vessels/{found[0]['vessel_id']}/"
        return self.answer(sentence, page=page, source=lists, designations=listed, lists_as_of=lists)

    def what_changed(self, since: str = "") -> str:
        """What releases changed after a cursor (from an earlier answer) or from a version on; the oldest first."""
        try:
            after = place_of(since)
        except (LedgerError, ValueError) as error:
            raise QuestionError("since is a cursor such as 2026.12.0:000001, or a version: 2026.12.0.") from error
        with opened(self.database) as connection:
            changes = logged_changes(RenderContext(self.dataset, connection), Topics(self.dataset, connection))
        later = [row for row in changes if place_of(row["cursor"]) > after]
        names = ("cursor", "table_name", "record_key", "field", "kind", "told")
        shown = [{key: row[key] for key in names} for row in later[:MOST_CHANGES]]
        summary = f"{len(later)} changes after {since or 'the beginning'}, of which {len(shown)} are given."
        return self.answer(summary, page="changes/", changes=shown, next_cursor=shown[-1]["cursor"] if shown else since)

    def how_to_cite(self, address: str, title: str) -> str:
        """How to cite a page, row or selection of the record: Chicago, APA, MLA, BibTeX, CSL-JSON, a line for print."""
        with opened(self.database) as connection:
            released_on = RenderContext(self.dataset, connection).released_on
        found = citations(self.dataset.package, title[:300], address[:600], released_on)
        return self.answer("Cite the record with its version, and the origin of each figure.", cite=found)

    def read_only_sql(self, sql: str) -> str:
        """One SELECT over the tables and views of the record, with the limits of /data: one second, plain functions."""
        if len(sql) > LONGEST_QUESTION or not sql.strip().lower().startswith(("select", "with", "explain query plan")):
            raise QuestionError("Only one SELECT statement of at most 10,000 characters: begin with select or with.")
        if not STATEMENTS.acquire(timeout=2 * TIME_LIMIT_MS / 1000):
            raise QuestionError("Too many statements at once; ask again in a moment.")
        try:
            columns, found = selected(self.database, sql)
        finally:
            STATEMENTS.release()
        cells = [[plain_cell(cell) for cell in row] for row in found[:MOST_SQL_ROWS]]
        summary = f"{len(cells)} rows{', more were left out' if len(found) > MOST_SQL_ROWS else ''}."
        named = "the tables that the statement names"
        return self.answer(summary, page="data/", source=named, columns=columns, rows=cells)


def selected(database: Path, sql: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """Columns and first rows of a statement, under the same guard as a reader's SQL in Datasette.

    Raises QuestionError in the guard's words.
    """
    with opened(database) as connection:
        guarded(connection)
        try:
            with limited(connection, TIME_LIMIT_MS):
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


def ships_named(context: RenderContext, name: str) -> list[Row]:
    """What is known of the ships with this name or number in any spelling, or else of those with the nearest names."""
    index, asked = read_ships(context.connection), name[:200]
    if not (found := index.find(asked)):
        nearest = get_close_matches(folded(asked), [key for key, _, _ in index.keys], n=3, cutoff=0.8)
        found = [item for key in nearest for item in index.find(key)]
    exact = [item for item in found if folded(item[1]) == folded(asked)]
    return [ship_line(context, vessel_id) for vessel_id in dict.fromkeys(ship.vessel_id for ship, _ in exact or found)]


def fitted(body: Row) -> str:
    """JSON of at most 8 kB: long texts are cut with a mark, then ends of long lists go (see left_out)."""
    body = json.loads(json.dumps(body, ensure_ascii=False), object_hook=cut_texts)
    while len(written := json.dumps(body, ensure_ascii=False).encode("utf-8")) > MOST_BYTES:
        lists = [key for key, value in body.items() if isinstance(value, list) and value]
        if not lists:
            return json.dumps({key: body[key] for key in ("sentence", "version", "page")}, ensure_ascii=False)
        longest = max(lists, key=lambda key: len(json.dumps(body[key])))
        body[longest] = body[longest][: len(body[longest]) * 3 // 4]
        body["left_out"] = "the ends of lists: ask for less, or open the page"
    return written.decode("utf-8")


def plain_cell(cell: object) -> object:
    """A cell of an answer, long ones cut."""
    return f"{len(cell)} bytes" if isinstance(cell, bytes) else cell[:LONGEST_TEXT] if isinstance(cell, str) else cell


def cut_texts(item: Row) -> Row:
    """An object whose long texts are cut, each with a mark where it is."""
    return {
        key: f"{value[:LONGEST_TEXT]} …" if isinstance(value, str) and len(value) > LONGEST_TEXT else value
        for key, value in item.items()
    }
