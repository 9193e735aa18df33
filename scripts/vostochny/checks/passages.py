"""Cells must follow from the words that data/passages.csv takes from their source: each is held against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from vostochny.checks.identified_rows import identified_rows
from vostochny.model.edtf import edtf_interval
from vostochny.model.findings import Finding, did_you_mean
from vostochny.model.passage_plan import read_passage_plan
from vostochny.model.schema import Dataset
from vostochny.passages.cell_comparison import CitedCell, difference
from vostochny.passages.days import LANGUAGES
from vostochny.passages.phrases import Names, Phrase, read_phrase
from vostochny.passages.text import MOST_WORDS, digest, normalised, word_count
from vostochny.tables.arrow_reader import Loaded

NEEDED = ("passages", "sources", "vessel_names", "ports", "organisations")
# What is no party in itself: the names of states stand in most sentences.
NO_PARTY = {"state", "public_body"}


def check_passages(dataset: Dataset, tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """Cells that do not follow from their words; each is reported at the cell and at the words: either may be wrong."""
    if any(not tables[name].readable for name in NEEDED) or not tables["passages"].count:
        return
    yield from PassageCheck(dataset, tables).findings()


class PassageCheck:
    """The passages of a record with what is needed to read them."""

    def __init__(self, dataset: Dataset, tables: Mapping[str, Loaded]) -> None:
        self.tables = tables
        self.roles = read_passage_plan(dataset).roles
        raw = tables["passages"].raw
        self.file = raw.file
        self.rows = list(zip(raw.lines, raw.records(), strict=True))
        self.records = identified_rows(tables, {row["record_id"] for _line, row in self.rows})
        self.published = published_days(tables["sources"], {row["source_id"] for _line, row in self.rows})
        self.names = names_of(tables)

    def findings(self) -> Iterator[Finding]:
        """Findings in passages and in the cells that they support."""
        for line, row in self.rows:
            if row["record_id"] not in self.records:
                continue  # the rule on references names it
            table = self.records[row["record_id"]].table
            for field in fields(row):
                if field not in self.tables[table].table.columns or (row["find"] and field not in self.known(table)):
                    yield self.field_finding(line, table, field)
            if row["find"]:
                yield from self.words_findings(line, row, table)
        yield from self.twice()

    def known(self, table: str) -> Mapping[str, str]:
        """The columns of a table that words can carry."""
        return self.roles.get(table, {})

    def field_finding(self, line: int, table: str, field: str) -> Finding:
        """A column that no words can carry."""
        expected = f"a column of data/{table}.csv whose value words can give, as schemas/passages.yaml lists them."
        remedy = did_you_mean(field, self.known(table))
        return Finding(self.file, line, "fields", "passage-field", field, expected, remedy)

    def words_findings(self, line: int, row: Mapping[str, str], table: str) -> Iterator[Finding]:
        """Findings in the words of one passage, and cells that do not follow from them."""
        words = row["find"]
        if row["language"] not in LANGUAGES:
            expected = f"a language whose words are read: {', '.join(LANGUAGES)}."
            remedy = "Give `language` as the reason in not_located."
            yield Finding(self.file, line, "language", "passage-language", row["language"], expected, remedy)
            return
        if (count := word_count(words)) > MOST_WORDS:
            expected = f"at most {MOST_WORDS} words; these are {count}."
            yield Finding(self.file, line, "find", "passage-length", words, expected, "Keep what carries the cells.")
        if row["passage_sha256"] == digest(words) or not normalised(words):
            expected = "part of a sentence; the digest is that of these very words."
            yield Finding(self.file, line, "find", "passage-sentence", words, expected, "Take fewer words.")
        phrase = read_phrase(words, row["language"], self.names)
        # Words that a cell repeats need no list: they are held against the cell letter by letter.
        if phrase.unknown and not all(self.known(table).get(field) == "repeated" for field in fields(row)):
            listed = f"scripts/vostochny/passages/words/{row['language']}.txt"
            expected = f"words that {listed} lists; it does not list {phrase.unknown[0]!r}."
            remedy = "Compare the spelling with the source, and take only the words that carry the cells."
            yield Finding(self.file, line, "find", "passage-words", words, expected, remedy)
        yield from self.cell_findings(line, row, table, phrase)

    def cell_findings(self, line: int, row: Mapping[str, str], table: str, phrase: Phrase) -> Iterator[Finding]:
        """Cells that do not follow from the words."""
        found = self.records[row["record_id"]]
        record = found.cells
        for field in fields(row):
            role = self.known(table).get(field)
            if role is None:
                continue
            given = difference(
                role, phrase, CitedCell(field, record[field], record, self.published.get(row["source_id"]))
            )
            if given:
                words = f"{row['find']!r} in {row['source_id']} ({row['passage_id']})"
                remedy = "Compare both with the source: either the cell or the words are wrong."
                gives = f"{given}, which is what {words} gives."
                yield Finding(found.file, found.line, field, "passage-differs", record[field], gives, remedy)
                has = f"words that give {record[field] or 'an empty cell'!r}, the {field} of {row['record_id']}"
                yield Finding(
                    self.file, line, "find", "passage-differs", row["find"], f"{has}; these give {given}.", remedy
                )

    def twice(self) -> Iterator[Finding]:
        """A column that is located and said not to be."""
        located = {(row["record_id"], field) for _line, row in self.rows if row["find"] for field in fields(row)}
        for line, row in self.rows:
            for field in fields(row):
                if not row["find"] and (row["record_id"], field) in located:
                    expected = f"columns that no other passage locates; {field} of {row['record_id']} is located."
                    yield Finding(self.file, line, "fields", "passage-twice", row["fields"], expected)


def fields(row: Mapping[str, str]) -> list[str]:
    """The columns that a passage carries."""
    return row["fields"].split(";")


def published_days(sources: Loaded, wanted: set[str]) -> dict[str, tuple[date, date]]:
    """The first and the last day on which each of these sources can have been published, where that is known."""
    position = sources.table.columns.index("published_on")
    found = {}
    for key, row in sources.rows_of(wanted).items():
        try:
            found[key] = edtf_interval(row[position])
        except ValueError:
            continue  # without a date, or with one that other checks name
    return found


def names_of(tables: Mapping[str, Loaded]) -> Names:
    """The names of ships, ports, companies and persons on record."""
    ships, ports, parties = (tables[name].raw.records() for name in ("vessel_names", "ports", "organisations"))
    return Names.of(
        [(row["name"], row["vessel_id"]) for row in ships],
        [(name, row["port_id"]) for row in ports for name in own_names(row)],
        [(name, row["organisation_id"]) for row in parties if row["kind"] not in NO_PARTY for name in own_names(row)],
    )


def own_names(row: Mapping[str, str]) -> list[str]:
    """The name of a row and its other names."""
    return [name for name in (row["name"], *row["other_names"].split(";")) if name]
