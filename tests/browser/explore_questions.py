"""Addresses for comparing Explore with Datasette: every named question, and filters, facets and searches by chance."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from vostochny.database.reading import rows
from vostochny.model.schema import Dataset
from vostochny.web.tilde_encoding import tilded

SEED = 22
COMPARISONS = (
    "exact", "not", "contains", "startswith", "endswith", "gt", "gte", "lt", "lte", "like", "notlike", "glob", "in",
    "notin", "isnull", "notnull", "isblank", "notblank", "date",
)  # fmt: skip
# In Latin, Hangul, Han and Cyrillic letters, with an accent, a quotation, a number, an operator of the index.
WORDS = (
    "chon ma san", "천마산호", "백양산", "白羊山", "Восточный", "vostochny", "8660313", '"blue ocean"', "fire",
    "oil OR coal", "listed", "panel of experts", "san*", "RUSI", "Sanctions", "né", "2018", "-1", "unidentified",
)  # fmt: skip


def named_questions(dataset: Dataset) -> Iterator[str]:
    """Each named question as it comes, and with its parameters set."""
    other = {
        "authority": ("US", "jp", ""),
        "call_id": ("call-008",),
        "first_day": ("2024-01-01",),
        "flow": ("sea", "rail"),
        "kind": ("news",),
        "last_day": ("2025-12-31",),
        "load_share": ("0.5",),
        "month": ("4", "2024-04"),
        "port_id": ("KPCHO",),
        "ship": ("천마산", "Paek Yang San 1"),
        "source_id": ("rusi-2024-reefer-madness",),
        "table_name": ("sightings",),
        "verdict": ("inside",),
        "vessel_id": ("chon-ma-san", "no-such-ship"),
        "year": ("2023", "2024"),
    }
    for query in dataset.queries:
        yield f"/vostochny/{query.name}"
        for name in query.header.get("parameters") or {}:
            for value in other.get(name, ("x",)):
                yield f"/vostochny/{query.name}?{urlencode({name: value})}"


def by_chance(dataset: Dataset, connection: sqlite3.Connection, count: int) -> Iterator[str]:
    """Addresses of tables and views with filters, orders, counted columns and searches; the same at every run."""
    chance = random.Random(SEED)
    searched = {table.name for table in dataset.published.values() if table.search} | {"records"}
    names = [*dataset.published, *(view.name for view in dataset.views), "records"]
    known = {name: rows(connection, f"select * from [{name}] limit 200") for name in names}
    columns = {
        name: [row["name"] for row in rows(connection, "select name from pragma_table_info(:n)", {"n": name})]
        for name in names
    }
    for _ in range(count):
        name = chance.choice(names)
        asked = [
            filtered(chance, chance.choice(columns[name]), COMPARISONS, known[name])
            for _ in range(chance.choice((0, 1, 1, 1, 2)))
        ]
        if name in searched and chance.random() < 0.4:
            asked.append(("_search", chance.choice(WORDS)))
        if chance.random() < 0.5:
            asked.append((chance.choice(("_sort", "_sort_desc")), chance.choice(columns[name])))
        asked += [("_facet", chance.choice(columns[name])) for _ in range(chance.choice((0, 0, 1, 2)))]
        if chance.random() < 0.1:
            # Not one of the key, which Datasette would show twice.
            asked += [("_col", columns[name][-1])]
        # Whole answers, because among equal rows the two may break a page at different ones.
        yield f"/vostochny/{name}?{urlencode([*asked, ('_size', 'max')])}"


def filtered(
    chance: random.Random, column: str, comparisons: tuple[str, ...], known: list[dict[str, Any]]
) -> tuple[str, str]:
    """One filter, with a value of the table or a part of one."""
    comparison = chance.choice(comparisons)
    values = [str(row[column]) for row in known if row[column] is not None] or ["2024"]
    value = chance.choice(values)
    if comparison in ("contains", "startswith", "endswith", "like", "glob"):
        start = chance.randrange(len(value) or 1)
        value = value[start : start + chance.randint(1, 6)]
    if comparison == "like":
        value = f"%{value}%"
    if comparison == "glob":
        value = f"*{value}*"
    if comparison in ("in", "notin"):
        value = ",".join(chance.choice(values) for _ in range(3)).strip("[")
    key = column if comparison == "exact" else f"{column}__{comparison}"
    return key, value


def addresses(dataset: Dataset, connection: sqlite3.Connection) -> Iterator[str]:
    """Two hundred addresses of Datasette of every kind, as they are in pages, feeds and citations."""
    yield from ("/", "/search?q=chon+ma", "/search?q=%EC%B2%9C%EB%A7%88%EC%82%B0", "/vostochny")
    yield from (f"/vostochny/{name}" for name in [*dataset.published, "records"])
    yield from (f"/vostochny/{view.name}" for view in dataset.views)
    yield from (f"/vostochny/{query.name}" for query in dataset.queries)
    yield "/vostochny?sql=select+count(*)+as+n+from+vessels"
    yield f"/vostochny?sql={quote('select * from ports where port_id = :port')}&port=RUVYP"
    yield "/vostochny/vessel_sanctions?authority=UN&_facet=listed_year&_sort_desc=listed_on"
    yield "/vostochny/port_calls?confidence=confirmed"
    for table in ("vessels", "sources", "port_calls", "ports", "call_counts", "timeline", "programmes", "sightings"):
        key = dataset.published[table].primary_key[0]
        for row in rows(connection, f"select [{key}] as key from [{table}] order by 1 limit 16"):
            yield f"/vostochny/{table}/{row['key']}"
    for name in ("calls", "what_if", "port_calls", "vessels"):
        for form in ("csv", "json"):
            yield f"/vostochny/{name}.{form}"
    for row in rows(connection, "select record_id, field, source_id from citations order by 1, 2, 3 limit 3"):
        yield f"/vostochny/citations/{','.join(tilded(key) for key in row.values())}"
