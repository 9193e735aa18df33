"""What readers see of the record's own history: changes in sentences, a feed, old addresses, and the gate."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.release.history.published import view_of
from vostochny.render.context import RenderContext
from vostochny.site.feed import feed
from vostochny.site.pages import releases, sources, vessels

NEXT = "2099.1.0"
TOLD = "Chon Ma San: deadweight, unknown before, now 3,565 t. Source: TradeWinds, 2018."
GONE = "Paek Yang San 1 at Vostochny, 26 March 2024 (call-900)"
CHANGES = [
    (NEXT, "vessels", "chon-ma-san", "dwt_tonnes", "changed", None, "3565", TOLD),
    (NEXT, "port_calls", "call-900", "record", "retired", GONE, None, f"Retired call: {GONE}. Reason: Twice."),
    (NEXT, "port_calls", "call-012", "record", "added", None, "One", "New call: One <b>. Source: VOA, 2024."),
]
ATOM = "{http://www.w3.org/2005/Atom}"


def first_release(project: Project) -> str:
    return str(project.dataset.package["version"])


@pytest.fixture(scope="module")
def context(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RenderContext]:
    """The publication of a second release, with one record changed, one retired and one new."""
    path = tmp_path_factory.mktemp("second") / "vostochny.db"
    shutil.copyfile(built.database, path)
    with sqlite3.connect(path) as connection:
        columns = "version, released_on, summary, reason"
        values = (NEXT, "2099-01-15", "One ship measured.", "The call stood twice.")
        connection.execute(f"insert into releases ({columns}) values (?, ?, ?, ?)", values)
        connection.execute("update releases set documented_calls = 11, counted_calls = 43 where version <> ?", (NEXT,))
        connection.executemany("insert into changes values (?, ?, ?, ?, ?, ?, ?, ?)", CHANGES)
        connection.execute("insert into redirects values ('call-900', 'call-004', '2099-01-02', 'Twice.')")
        connection.execute("insert into redirects values ('sighting-900', null, '2099-01-03', 'Withdrawn.')")
    connection.close()
    with opened(path) as reading:
        yield RenderContext(built.dataset, reading)


def test_the_changes_are_listed_release_by_release_with_their_reason(context: RenderContext, built: Project) -> None:
    content = releases.changes(context, {NEXT: "- A note."})
    first = first_release(built)
    newest, oldest = content.index(f"## {NEXT} "), content.index(f"## {first} ")
    assert newest < oldest
    told = content[newest:oldest]
    assert "The call stood twice." in told
    assert f"- {TOLD} [Its page](vessels/chon-ma-san.md)." in told
    assert "- A note." in told
    assert f"| [{first}](#v{first.replace('.', '-')}) | 29 November 2026 | 11 | 43 |" in content
    assert "New call: One &lt;b&gt;." in told


def test_the_headline_of_each_release_says_whose_count_it_is_and_on_what_its_day_depends(
    context: RenderContext,
) -> None:
    heads = next(line for line in releases.changes(context, {}).splitlines() if line.startswith("| Release"))
    counter = context.rows("select counted_by from headline_series")[0]["counted_by"]
    assert f"| Calls counted by the {counter} |" in heads
    assert "| Barrels for the counted calls, if all loaded (model) |" in heads
    assert "counted calls alone, if all loaded, pass the ceiling (model, middle) |" in heads


def test_the_first_release_says_that_nothing_came_before_it(built: Project) -> None:
    with opened(built.database) as connection:
        view = view_of(built.dataset, connection, first_release(built))
    assert "Nothing came before it" in view.summary
    assert (view.sections, view.headline) == ((), ())


def test_the_page_to_download_is_made_of_the_log_alone(context: RenderContext, built: Project) -> None:
    view = view_of(built.dataset, context.connection, NEXT)
    assert view.title == f"From {first_release(built)} to {NEXT}"
    assert view.summary == "1 row added, 1 row changed, 1 row retired, in 2 tables."
    lines = {line.name: line for line in view.headline}
    assert (lines["documented_calls"].before, lines["documented_calls"].after) == ("11", "12")
    assert lines["counted_calls"].same
    assert [section.name for section in view.sections] == ["port_calls", "vessels"]


def test_a_retired_record_leaves_a_page_at_its_address(context: RenderContext) -> None:
    written = dict(releases.pages(context))
    stone = written["calls/call-900.md"]
    assert "**Reason:** Twice." in stone
    assert "**What it said:** Paek Yang San 1 at Vostochny, 26 March 2024" in stone
    assert "](call-004.md)" in stone
    assert '<a id="call-900"></a>' in written["retired.md"]
    assert '<a id="sighting-900"></a>' in releases.retired_here(context, "sightings.md", "sightings")
    assert "nothing takes its place" in releases.retired_here(context, "sightings.md", "sightings")


def test_a_changed_record_says_on_its_own_page_what_changed(context: RenderContext) -> None:
    written = dict(vessels.pages(context))
    assert f"- {NEXT}: {TOLD}" in written["vessels/chon-ma-san.md"]
    assert "What releases changed" not in written["vessels/an-san-1.md"]
    assert not any("What releases changed" in content for _, content in sources.pages(context))


def test_the_feed_has_each_change_once_under_the_date_of_its_release(context: RenderContext) -> None:
    root = ElementTree.fromstring(feed(context))
    entries = root.findall(f"{ATOM}entry")
    titles = [str(item.findtext(f"{ATOM}title")) for item in entries]
    assert titles[0] == f"Release {NEXT}"
    assert "The call stood twice." in str(entries[0].findtext(f"{ATOM}summary"))
    assert set(titles[1:4]) == {
        f"Retired call: {GONE}. Reason: Twice.",
        "Chon Ma San: deadweight, unknown before, now 3,565 t.",
        "New call: One <b>.",
    }
    assert {item.findtext(f"{ATOM}updated") for item in entries[:4]} == {"2099-01-15T00:00:00Z"}
    assert root.findtext(f"{ATOM}updated") == "2099-01-15T00:00:00Z"
    # The call that came with the second release is not told as one of the first too.
    links = [str(item.find(f"{ATOM}link").get("href")) for item in entries]  # type: ignore[union-attr]
    assert sum(link.endswith("/calls/call-012/") for link in links) == 1
    ids = [item.findtext(f"{ATOM}id") for item in entries]
    assert len(set(ids)) == len(ids)


def test_what_the_feed_said_of_a_release_keeps_its_identifiers_in_the_next(
    context: RenderContext, built: Project
) -> None:
    with opened(built.database) as connection:
        before = ElementTree.fromstring(feed(RenderContext(built.dataset, connection)))
    kept = {item.findtext(f"{ATOM}id") for item in ElementTree.fromstring(feed(context)).findall(f"{ATOM}entry")}
    gone = {item.findtext(f"{ATOM}id") for item in before.findall(f"{ATOM}entry")} - kept
    assert len(gone) == 1, "only the call that this test makes the second release's own"


def test_the_page_of_the_gate_shows_every_condition_with_what_was_found(context: RenderContext) -> None:
    found = [{"name": "shrunk", "outcome": "warned", "problems": ["ports had 17 rows."]}]
    content = releases.gate(context, json.dumps({"version": NEXT, "last": "2026.11.0", "open": True, "results": found}))
    assert "nothing blocks it, and 1 warning." in content
    assert "**Found:** ports had 17 rows." in content
    blocked = releases.gate(context, json.dumps({"version": NEXT, "last": "", "open": False, "results": []}))
    assert "is not fit to be published" in blocked
    assert "have not been run" in releases.gate(context, "")


def test_the_gate_that_the_build_passed_is_the_one_that_is_shown(built: Project) -> None:
    kept = json.loads((built.build / "gate.json").read_text(encoding="utf-8"))
    assert kept["open"] is True
    assert kept["version"] == first_release(built)
    assert Path(built.build / "downloads" / "changes.html").is_file()
