"""What each release changed, what was retired and why, and what the gate found: pages on the record's own history."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from vostochny.database.reading import Row
from vostochny.database.record_index import RECORD_PAGES
from vostochny.model.conditions import read_conditions
from vostochny.model.site_url import DATABASE_PATH
from vostochny.release.history.published import changes_of, figure, history, summary_of
from vostochny.render.context import NO_CONTENTS, PLAIN, RenderContext, page
from vostochny.render.markup import anchor, day, link, number, pairs, prose, table, text

CHANGES = "changes.md"
RETIRED = "retired.md"
GATE = "gate.md"
MOST_SHOWN = 100
OUTCOMES = {"passed": "holds", "blocked": "**blocks**", "warned": "**warns**", "not looked at": "not looked at"}


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The list of retired identifiers, and a page at the old address of each that had one."""
    retired = context.rows("select * from redirects order by retired_on desc, retired_id")
    yield RETIRED, retired_list(context, retired)
    for row in retired:
        folder = RECORD_PAGES.get(table_of(context, row))
        if folder and row["retired_id"] not in context.records:
            yield f"{folder}/{row['retired_id']}.md", tombstone(context, row, f"{folder}/{row['retired_id']}.md")


def changes(context: RenderContext, notes: Mapping[str, str]) -> str:
    """Every release, the newest first, with what it changed in sentences and why.

    notes: what the changelog says about the data of a version, as Markdown
    """
    releases = history(context.connection)
    opening = (
        "What each release changed, and why. New and changed records also come as "
        "[an Atom feed](/feed.xml), and all changes as [a table](tables/changes.md). "
        "What stays the same from release to release is written under [what stays stable](stability.md)."
    )
    blocks = [opening, "## The headline, release by release", headlines(context, releases)]
    for place, row in enumerate(releases):
        blocks += release(context, row, first=place == len(releases) - 1)
        blocks.append(notes.get(row["version"], ""))
    return page("Changes", *blocks)


def place(version: str) -> str:
    """The anchor of a release on the page of changes."""
    return f"v{version.replace('.', '-')}"


def headlines(context: RenderContext, releases: list[Row]) -> str:
    """What each release said in one glance: whose count it is, and on what the barrels and the day depend."""
    counter = context.rows("select counted_by from headline_series")[0]["counted_by"]
    heads = [
        "Release",
        "Day",
        "Calls documented here one by one",
        f"Calls counted by the {text(counter)}",
        "Barrels for the counted calls, if all loaded (model)",
        "Day by which the counted calls alone, if all loaded, pass the ceiling (model, middle)",
    ]
    rows = [
        [
            link(row["version"], f"#{place(row['version'])}"),
            day(row["released_on"]),
            *(figure(row, name) or "not kept" for name in ("documented_calls", "counted_calls", "barrels")),
            figure(row, "cap_passed_on") or "not kept",
        ]
        for row in releases
    ]
    return table(heads, rows)


def release(context: RenderContext, row: Row, *, first: bool) -> Iterator[str]:
    """One release: its day, what it brought, why it changed what was published, and each change."""
    version = row["version"]
    yield f"## {text(version)} {{ #{place(version)} }}"
    yield f"Released on {day(row['released_on'])}. {text(row['summary'])}"
    if row["reason"]:
        yield f"**Why published records were changed or removed:** {text(row['reason'])}"
    if first:
        return
    logged = changes_of(context.connection, version)
    yield summary_of(logged)
    for described in context.dataset.tables.values():
        found = [item for item in logged if item["table_name"] == described.name]
        if found:
            yield f"**{text(described.title)}**"
            yield "\n".join(f"- {sentence(context, item)}" for item in found[:MOST_SHOWN])
        if len(found) > MOST_SHOWN:
            address = f"{DATABASE_PATH}/changes?version={version}&table_name={described.name}"
            yield f"And {link(f'{len(found) - MOST_SHOWN:,} more', address)}."


def sentence(context: RenderContext, item: Row) -> str:
    """One change with a way to its record."""
    record = item["record_key"].split("|")[0]
    way = f" {context.record(CHANGES, record, 'Its page')}." if record in context.records else ""
    return f"{text(item['told'])}{way}"


def table_of(context: RenderContext, row: Row) -> str:
    """The table that a retired record was in: as the log has it, as its successor's, or by the form of its name."""
    record = row["retired_id"]
    logged = context.rows("select table_name from changes where record_key = :id and kind = 'retired'", id=record)
    if logged:
        return str(logged[0]["table_name"])
    if row["successor_id"] in context.records:
        return str(context.records[row["successor_id"]]["table_name"])
    for described in context.dataset.tables.values():
        own = described.by_name[described.primary_key[0]].constraints.get("pattern", "")
        if len(described.primary_key) == 1 and own and re.fullmatch(own, record):
            return described.name
    return ""


def tombstone(context: RenderContext, row: Row, here: str) -> str:
    """The page at the address of a record that is no longer there."""
    return page(
        f"Retired: {text(row['retired_id'])}",
        f"The identifier {text(row['retired_id'])} is no longer in use. It will never name anything else.",
        pairs(facts_of(context, row, here)),
        link("All retired identifiers", "../retired.md"),
        hide=PLAIN,
    )


def facts_of(context: RenderContext, row: Row, here: str) -> list[tuple[str, str]]:
    """What is known of a retired record."""
    was = context.rows(
        "select before from changes where record_key = :id and kind in ('retired', 'removed') order by version desc",
        id=row["retired_id"],
    )
    heir = row["successor_id"]
    return [
        ("Now", context.record(here, heir, context.name(heir)) if heir else "nothing takes its place"),
        ("Retired on", day(row["retired_on"])),
        ("Reason", text(row["reason"])),
        ("What it said", text(was[0]["before"]) if was else ""),
    ]


def retired_list(context: RenderContext, retired: list[Row]) -> str:
    """Every retired identifier at an anchor of its own."""
    cells = []
    for row in retired:
        known = dict(facts_of(context, row, RETIRED))
        name = f"{anchor(row['retired_id'])}{text(row['retired_id'])}"
        cells.append([name, known["Now"], known["Retired on"], prose(known["Reason"]), prose(known["What it said"])])
    return page(
        "Retired identifiers",
        "When a record is merged into another or withdrawn, its identifier is kept here with the reason, and its "
        "address says what became of it. It is never given to anything else.",
        table(["Identifier", "Now", "Retired on", "Reason", "What it said"], cells)
        if cells
        else "No identifier has been retired yet.",
        context.files_note("redirects"),
        hide=NO_CONTENTS,
    )


def retired_here(context: RenderContext, here: str, name: str) -> str:
    """For a page that lists a whole table: the rows that were once on it, so that an old link finds its place."""
    lines = []
    for row in context.rows("select * from redirects order by retired_id"):
        if table_of(context, row) == name and row["retired_id"] not in context.records:
            now = dict(facts_of(context, row, here))["Now"]
            lines.append(f"- {anchor(row['retired_id'])}{text(row['retired_id'])}: {now}. {text(row['reason'])}")
    return "## Retired\n\n" + "\n".join(lines) if lines else ""


def gate(context: RenderContext, result: str) -> str:
    """What must hold before anything is published, and what was found for this release.

    result: the JSON that the last run of the gate left; empty where it has not been run
    """
    kept = json.loads(result) if result else {"open": None, "results": [], "last": "", "version": ""}
    outcomes = {item["name"]: item for item in kept["results"]}
    rows = []
    for condition in read_conditions(context.dataset.schemas):
        item = outcomes.get(condition.name, {"outcome": "not looked at", "problems": []})
        words = [text(condition.description), *(f"**Found:** {text(problem)}" for problem in item["problems"])]
        rows.append(
            [
                text(condition.title),
                "blocks" if condition.severity == "blocker" else "warns",
                prose("<br>".join(words)),
                OUTCOMES[item["outcome"]],
            ]
        )
    return page(
        "Release checks",
        "Before a release is published, these conditions are tried on it. A blocker keeps it back, and the last good "
        "release stays where it is; a warning is published with it, on this page.",
        verdict(kept),
        table(["What must hold", "If it does not", "What is looked at", "This release"], rows),
        "The checks of single cells and rows come before it: see [what is checked](checks.md). "
        "For programs: [the result as JSON](/gate.json).",
        hide=NO_CONTENTS,
    )


def verdict(kept: Row) -> str:
    """Whether this release passed, in a sentence."""
    if kept["open"] is None:
        return "The release checks have not been run on these pages."
    warned = sum(item["outcome"] == "warned" for item in kept["results"])
    against = f"compared with {kept['last']}" if kept["last"] else "the first, with nothing before it to compare"
    head = f"Release {kept['version']}, {against}"
    if not kept["open"]:
        return f'!!! danger "A draft"\n\n    {head}, is not fit to be published; see what blocks it below.\n'
    return f"{head}: nothing blocks it, and {number(warned) if warned else 'no'} warning{'' if warned == 1 else 's'}."
