"""Draws what a careful contributor could send in: most of it passes the checks, so that later stages are tried.

Texts have what a check lets through and a page, a feed or a sheet might still take for more than text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random

from tests.conftest import RawTables

from vostochny.tables.csv_reader import RawTable

Cells = dict[str, str]
# Each is plain text by every check, and has a meaning in some Markdown, template, typography, feed or sheet.
PIECES = (
    "a < b and c > d", "Ng & Sons", "one | two", "snake_case_name", "5 * 3", "~20 per cent", "No. # four", "a ^ b ^ c",
    "US$ 5", "100% of it", r"a back\slash", "see [12] there", "{a} in braces", "a 'quoted' word", "a “quoted” word",
    'a "straight" word', "Peña, Łódź and Ağrı", "천마산호", "東方 and 金", "(1) first", "A+B", "x = y", "one -- two",
    "to be continued...", "one; two; three", ":smile: and :a:", "@ noon", "/etc/hosts", "(c) and (tm)", "50 °C, ½ full",
    "&c. &amp", "i <3", "<- and ->", "\\[ and \\]", "- a dash", "1. A number", "%d %s %(x)s", "${x} $x", "\\n \\t",
    "IMO, UN and MMSI", "a_b_ _c", "*one", "# one", "= one", "1 == 1", "~one~", "!important", "null", "NaN", "true",
    "Sea of Japan / East Sea", "0x1F", "1e5", "O'Brien", "’tis", "end \\", "C:\\new",
)  # fmt: skip
# Columns of text that no list of names, passage or formula of a rule is about.
REWORDED = {
    "call_counts": ("note",), "citations": ("note", "locator"), "conflicts": ("question", "handling", "note"),
    "conversion_factors": ("note",), "corrections": ("reason", "note"), "model_parameters": ("note",),
    "notified_deliveries": ("note",), "observation_effort": ("note",), "organisation_designations": ("note",),
    "organisations": ("description", "note", "address"), "passages": ("note",), "port_calls": ("note",),
    "ports": ("oil_facilities", "note"), "positions": ("about", "statement", "note"), "programmes": ("note", "obliges"),
    "searches": ("sought", "looked_in", "result"), "sightings": ("note", "berth", "method_detail", "load_detail"),
    "source_people": ("note",), "sources": ("title", "note", "authors"), "supply_caps": ("description", "note"),
    "timeline": ("event",), "vessel_names": ("note",), "vessel_organisations": ("locator", "note"),
    "vessel_particulars": ("locator", "note"), "vessel_sanctions": ("note",), "vessels": ("note",),
    "volume_estimates": ("note", "subject"),
}  # fmt: skip
# Cells that may be empty. Where `inferred` names columns, the note says how, so such a row keeps its note.
EMPTIED = {
    "citations": ("locator", "note"), "ports": ("oil_facilities", "note"), "sources": ("authors", "note"),
    "sightings": ("berth", "method_detail", "load_detail", "note"), "positions": ("note",), "programmes": ("note",),
    "vessel_particulars": ("locator", "note"), "vessel_names": ("note",), "organisations": ("other_names", "address"),
    "notified_deliveries": ("note",), "vessel_sanctions": ("list_reference", "note"), "source_people": ("note",),
}  # fmt: skip
# Days of searching and reading, with the first day that their schemas allow and the last that the record has come to.
RETIMED = {
    "listing_checks": "searched_on",
    "searches": "searched_on",
    "positions": "searched_on",
    "passages": "read_on",
}
DAYS = [f"2026-11-{number:02}" for number in range(22, 29)]
WHOLE_SENTENCES = "sentences"
MARK = re.compile(r"zeb[a-z]{3}ra(?= words)")
# Texts in one contribution.
MOST_TEXTS = 4


@dataclass(frozen=True)
class RowChange:
    """One row of a table: new where it has no key, or the row with this key with some cells changed."""

    table: str
    key: tuple[str, ...] | None
    cells: Cells


@dataclass(frozen=True)
class Contribution:
    """What one contributor sends in: a kind, and the rows."""

    kind: str
    changes: tuple[RowChange, ...]


def applied(tables: RawTables, contribution: Contribution) -> RawTables:
    """The tables with a contribution in them; those given are not changed."""
    made = dict(tables)
    for change in contribution.changes:
        raw = made[change.table]
        fresh = made[change.table] = RawTable(raw.table, raw.file, [list(row) for row in raw.rows], list(raw.lines))
        if change.key is None:
            fresh.rows.append([change.cells.get(column, "") for column in raw.table.columns])
            fresh.lines.append(max(raw.lines, default=1) + 1)
            continue
        row = next(row for row in fresh.rows if raw.key(row) == change.key)
        for column, value in change.cells.items():
            row[raw.table.columns.index(column)] = value
    return made


def mark(number: int) -> str:
    """A word that no text of the record has, another one for each number."""
    letters = "".join(chr(ord("a") + number // 26**power % 26) for power in (2, 1, 0))
    return f"zeb{letters}ra"


def marked(tables: RawTables) -> dict[str, str]:
    """Every text of contributions that is in the tables, by its mark."""
    texts = {cell for raw in tables.values() for row in raw.rows for cell in row}
    return {found[0]: text for text in sorted(texts) if (found := MARK.search(text))}


class Contributions:
    """Draws contributions to a record; `number` makes what is new in one of them unlike that in all others."""

    def __init__(self, chance: Random, tables: RawTables, number: int) -> None:
        self.chance = chance
        self.tables = tables
        self.number = number
        self.texts = 0

    def one_of(self, choices: Iterable[str]) -> str:
        """One of some texts."""
        return self.chance.choice(list(choices))

    def row(self, table: str, **having: str) -> Cells:
        """A row with these cells; `*` is any filled cell."""
        found = self.tables[table].records()
        for name, value in having.items():
            found = [row for row in found if row[name] == value or (value == "*" and row[name])]
        return dict(self.chance.choice(found))

    @property
    def name(self) -> str:
        """A word for the names and identifiers of this contribution."""
        return f"firm{mark(self.number)[3:-2]}"

    def text(self) -> str:
        """A sentence with one or two pieces and a mark of its own in it."""
        self.texts += 1
        first, second = self.one_of(PIECES), self.one_of(("", *PIECES))
        return " ".join(
            f"Some {mark(self.number * MOST_TEXTS + self.texts)} words, {first}, then {second} again.".split()
        )

    def reworded(self) -> Contribution:
        """A text with other words, or with more."""
        table = self.one_of(REWORDED)
        column = self.one_of(REWORDED[table])
        row = self.row(table, **({} if column == "note" else {column: "*"}))
        text = self.text()
        before = row[column] if self.one_of(("after", "alone")) == "after" or row.get("inferred") else ""
        spaced = f"{before} {text}" if before else text
        field = self.tables[table].table.by_name[column]
        if field.format_name != WHOLE_SENTENCES:
            spaced = spaced.removesuffix(".")
        return self.change("reworded", table, row, {column: spaced})

    def emptied(self) -> Contribution:
        """An optional cell without its value."""
        table = self.one_of(EMPTIED)
        column = self.one_of(EMPTIED[table])
        rows = [row for row in self.tables[table].records() if row[column] and not row.get("inferred")]
        row = self.chance.choice(rows) if rows else self.row(table)
        return self.change("emptied", table, row, {column: ""})

    def retimed(self) -> Contribution:
        """Another day of a search or of reading."""
        table = self.one_of(RETIMED)
        row = self.row(table, **{RETIMED[table]: "*"})
        return self.change("retimed", table, row, {RETIMED[table]: self.one_of(DAYS)})

    def source(self) -> Contribution:
        """A document, and a record that it supports too."""
        source = self.new_source()
        record = self.row("sightings", source_id="*")["sighting_id"]
        cited = {"record_id": record, "field": "record", "source_id": source.cells["source_id"], "relation": "supports"}
        return Contribution("new source", (source, RowChange("citations", None, cited)))

    def new_source(self) -> RowChange:
        """The row of a document like one of the record, of a publisher of its own."""
        title = self.text().removesuffix(".")
        cells = {
            **self.row("sources", published_on="*", relays_source_id="", url_kind="original", language="en"),
            "source_id": f"{self.name}-news-2025-03-04", "publisher": f"{self.name.title()} & Co",
            "title": title, "title_kind": "original", "published_on": "2025-03-04", "authors": "", "inferred": "",
            "url": f"https://{self.name}.example.org/a_b/c~d?q=1&x=%20#e_f", "note": "",
        }  # fmt: skip
        return RowChange("sources", None, cells)

    def sighting(self) -> Contribution:
        """A sighting at sea, on a day of its own, by an observer of the record."""
        row = self.row("sightings", call_id="", vessel_id="*", activity="transit", inferred="")
        day = f"2025-{1 + self.number % 2:02}-{1 + self.number % 28:02}"
        text, source = self.text(), self.new_source()
        cells = {
            **row, "sighting_id": f"sighting-{800 + self.number}", "date_earliest": day, "date_latest": day,
            "date_precision": "day", "source_id": source.cells["source_id"], "note": text,
        }  # fmt: skip
        return Contribution("new sighting", (source, RowChange("sightings", None, cells)))

    def organisation(self) -> Contribution:
        """A company that a document names, with the search for a statement of it."""
        name, text, statement = f"{self.name.title()} Shipping Co Ltd", self.text(), self.text()
        row = self.row("organisations", kind="company", belongs_to_id="")
        cells = {
            **dict.fromkeys(row, ""), "organisation_id": f"{self.name}-shipping-co-ltd", "name": name,
            "kind": "company", "part": row["part"], "country_iso2": row["country_iso2"], "description": text,
            "source_id": row["source_id"],
        }  # fmt: skip
        position = {
            "position_id": f"position-{800 + self.number}", "organisation_id": cells["organisation_id"],
            "about": "What the document says of it", "kind": "no_statement_found", "statement": statement,
            "searched_on": self.one_of(DAYS), "source_id": row["source_id"],
        }  # fmt: skip
        rows = (
            RowChange("organisations", None, cells),
            RowChange("positions", None, position),
        )
        return Contribution("new organisation", rows)

    def position(self) -> Contribution:
        """A further statement of somebody named."""
        row, text = self.row("positions", said_on="*"), self.text()
        cells = {**row, "position_id": f"position-{800 + self.number}", "statement": text, "note": ""}
        return Contribution("new position", (RowChange("positions", None, cells),))

    def request(self) -> Contribution:
        """A request of a reader, open or decided."""
        asked, answer = self.text(), self.text()
        state = self.one_of(("open", "accepted", "declined"))
        cells = {
            "request_id": f"request-{800 + self.number}", "received_on": "2026-11-22", "kind": "correction",
            "record_id": self.row("port_calls")["call_id"], "field": self.one_of(("note", "record", "date_earliest")),
            "asked": asked, "state": state,
        }  # fmt: skip
        decided = {} if state == "open" else {"decided_on": self.one_of(DAYS), "answer": answer}
        return Contribution("new request", (RowChange("requests", None, {**cells, **decided}),))

    def event(self) -> Contribution:
        """An event that a new document reports."""
        source, text = self.new_source(), self.text().removesuffix(".")
        cells = {
            "event_id": f"event-{800 + self.number}", "happened_on": f"2025-02-{1 + self.number % 28:02}",
            "event": text, "category": "announcement", "source_id": source.cells["source_id"],
        }  # fmt: skip
        return Contribution("new event", (source, RowChange("timeline", None, cells)))

    def search(self) -> Contribution:
        """A search, and what it found."""
        sought, result = self.text(), self.text()
        cells = {
            **self.row("searches", repeats_search_id=""), "search_id": f"search-{800 + self.number}", "sought": sought,
            "result": result,
        }  # fmt: skip
        return Contribution("new search", (RowChange("searches", None, cells),))

    def source_check(self) -> Contribution:
        """What the check of an address gave."""
        row = self.row("sources", url_kind="original")
        cells = {
            "source_id": row["source_id"],
            "address_checked_on": "2026-11-20",
            "result": "alive",
            "http_status": "200",
        }
        return Contribution("new check of a source", (RowChange("source_checks", None, cells),))

    def change(self, kind: str, table: str, row: Cells, cells: Cells) -> Contribution:
        """Some cells of a row changed."""
        raw = self.tables[table]
        key = raw.key([row[column] for column in raw.table.columns])
        return Contribution(kind, (RowChange(table, key, cells),))


KINDS: Mapping[str, Callable[[Contributions], Contribution]] = {
    "reworded": Contributions.reworded,
    "emptied": Contributions.emptied,
    "retimed": Contributions.retimed,
    "source": Contributions.source,
    "sighting": Contributions.sighting,
    "organisation": Contributions.organisation,
    "position": Contributions.position,
    "request": Contributions.request,
    "event": Contributions.event,
    "search": Contributions.search,
    "source check": Contributions.source_check,
}
# Texts are in more columns than there are kinds of rows.
ORDER = [*KINDS, "reworded", "reworded", "reworded"]


def contributions(seed: int, tables: RawTables, count: int) -> list[Contribution]:
    """So many contributions, of every kind in turn, the same for the same seed."""
    chance = Random(seed)
    return [KINDS[ORDER[n % len(ORDER)]](Contributions(chance, tables, n)) for n in range(count)]
