"""Feeds: one changed cell is one entry in exactly its feeds, as a feed reader's own parser reads them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import feedparser
import pytest

from vostochny.database.reading import opened
from vostochny.desk.feeds import feeds, followed
from vostochny.model.project import Project
from vostochny.render.context import RenderContext

RELEASE = "insert into releases (version, released_on, summary) values (?, ?, 'More.')"
CHANGE = "insert into changes values ('2026.12.0', ?, ?, ?, 'changed', 'a', 'b', 'It changed <b>& more</b>.')"


@contextmanager
def released(project: Project, path: Path, *changes: tuple[str, str, str]) -> Iterator[dict[str, str]]:
    """The feeds of a release after the first with some changes (table, key, column), by path."""
    shutil.copy(project.database, path)
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "insert into releases (version, released_on, summary) values ('2026.12.0', '2026-12-15', 'x')"
        )
        connection.executemany(CHANGE, changes)
    with opened(path) as connection:
        yield dict(feeds(RenderContext(project.dataset, connection)))


def entries(content: str) -> list[str]:
    """The identifiers in a feed, by feedparser, which must find nothing wrong with it."""
    read = feedparser.parse(content)
    assert not read.bozo, read.get("bozo_exception")
    return [entry.id for entry in read.entries]


CASES = {
    ("sightings", "sighting-041", "note"): {"all", "ships/chon-ma-san", "ports/RUVYP"},
    ("vessel_sanctions", "un-2018-03-30-chon-ma-san", "measures"): {"all", "ships/chon-ma-san", "authorities/UN"},
    ("organisations", "china", "name"): {"all", "organisations/china"},
    ("conflicts", "conflict-001", "note"): {"all", "conflicts/conflict-001", "ports/RUVYP"},
    ("sources", "osc-2024-refined-tastes", "title"): {"all"},
}


@pytest.mark.parametrize(
    ("change", "topics"), CASES.items(), ids=lambda item: item[0] if isinstance(item, tuple) else ""
)
def test_one_changed_cell_is_one_entry_in_exactly_its_feeds(
    built: Project, tmp_path: Path, change: tuple[str, str, str], topics: set[str]
) -> None:
    with released(built, tmp_path / "before.db") as before, released(built, tmp_path / "after.db", change) as after:
        grown = {
            path.removeprefix("desk/feeds/").removesuffix(".xml")
            for path in before
            if path.endswith(".xml") and len(entries(after[path])) != len(entries(before[path]))
        }
        # A contradiction is followed with the records on both of its sides.
        sql = "select 'conflicts/' || conflict_id from conflicts where ? in (record_id, rival_record_id)"
        with opened(built.database) as connection:
            disputed = {row[0] for row in connection.execute(sql, (change[1],))}
        assert grown == topics | disputed
        for topic in grown:
            assert len(entries(after[f"desk/feeds/{topic}.xml"])) == len(entries(before[f"desk/feeds/{topic}.xml"])) + 1


def test_json_feed_has_the_entries_of_atom_and_markup_is_text(built: Project, tmp_path: Path) -> None:
    with released(built, tmp_path / "a.db", ("sources", "osc-2024-refined-tastes", "title")) as found:
        read = json.loads(found["desk/feeds/all.json"])
        assert read["version"] == "https://jsonfeed.org/version/1.1"
        assert [item["id"] for item in read["items"]] == entries(found["desk/feeds/all.xml"])
        assert feedparser.parse(found["desk/feeds/all.xml"]).entries[0].title == "It changed <b>& more</b>."


def test_every_ship_that_called_or_was_sighted_and_all_else_has_its_feeds(built: Project) -> None:
    with opened(built.database) as connection:
        wanted = {
            "ships": "select vessel_id from sightings where vessel_id is not null union "
            "select vessel_id from port_calls where vessel_id is not null",
            "ports": "select distinct port_id from port_calls",
            "authorities": "select distinct authority from programmes",
            "organisations": "select organisation_id from organisations",
            "conflicts": "select conflict_id from conflicts",
        }
        topics = {f"{kind}/{row[0]}" for kind, sql in wanted.items() for row in connection.execute(sql)}
        assert followed(connection).keys() == {"all", *topics}
        written = dict(feeds(RenderContext(built.dataset, connection)))
    for topic in ("all", *topics):
        assert entries(written[f"desk/feeds/{topic}.xml"])
        assert json.loads(written[f"desk/feeds/{topic}.json"])["items"]


def test_a_cursor_stays_when_a_later_release_adds_changes(built: Project, tmp_path: Path) -> None:
    first = ("sources", "osc-2024-refined-tastes", "title")
    with released(built, tmp_path / "one.db", first) as found:
        lines = found["desk/changes-since.jsonl"].splitlines()
    path = tmp_path / "two.db"
    shutil.copy(tmp_path / "one.db", path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "insert into releases (version, released_on, summary) values ('2027.2.0', '2027-02-01', 'x')"
        )
        connection.execute(CHANGE.replace("2026.12.0", "2027.2.0"), ("sightings", "sighting-001", "note"))
    with opened(path) as connection:
        longer = dict(feeds(RenderContext(built.dataset, connection)))["desk/changes-since.jsonl"].splitlines()
    assert [json.loads(line)["cursor"] for line in lines] == ["2026.12.0:000001"]
    assert longer[:1] == lines
    assert json.loads(longer[1])["cursor"] == "2027.2.0:000001"
