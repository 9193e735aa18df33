"""What those named say and what was looked for: the lists of all positions and of all searches."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.render.context import NO_CONTENTS, RenderContext, page
from vostochny.render.markup import anchor, day, prose, span, table, text
from vostochny.site.pages.releases import retired_here
from vostochny.site.pages.source_record import LANGUAGES

POSITIONS, SEARCHES = "positions.md", "searches.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The two lists."""
    yield POSITIONS, positions(context)
    yield SEARCHES, searches(context)


def positions(context: RenderContext) -> str:
    """Every position: statements by day, then those of whom none was found."""
    rows = context.rows(
        "select positions.*, organisations.name from positions join organisations using (organisation_id) "
        "order by said_on is null, said_on desc, organisations.name, position_id"
    )
    cells = [
        [
            f"{anchor(row['position_id'])}{row['position_id']}",
            context.record(POSITIONS, row["organisation_id"], row["name"]),
            day(row["said_on"]) or f"looked for on {day(row['searched_on'])}",
            context.record(POSITIONS, row["record_id"], row["about"]) or text(row["about"]),
            text(context.label("positions", "kind", row["kind"])),
            prose(text(row["statement"])),
            context.source(POSITIONS, row["source_id"]),
            prose(context.with_links(POSITIONS, row["note"])),
        ]
        for row in rows
    ]
    return page(
        "What those named say",
        "Everybody who is named here, with what they say or with the words that no statement was found in the "
        "documents read. A state may answer another question than the one asked; the column says what a statement is "
        "about. Whoever is named here and wants to answer will find [how to correct](correct.md).",
        context.warnings(POSITIONS, "positions", "Before you quote"),
        table(["Position", "Who", "Day", "About", "Kind", "In our words", "Source", "Note"], cells),
        retired_here(context, POSITIONS, "positions"),
        context.files_note("positions"),
        hide=NO_CONTENTS,
    )


def languages(codes: str) -> str:
    """The languages of a search, given as codes with ``;`` between, by their names."""
    return ", ".join(LANGUAGES.get(code, code) for code in codes.split(";"))


def searches(context: RenderContext) -> str:
    """Every search, with the day on which it is due again."""
    rows = context.rows("select * from searches order by topic, searched_on desc, search_id")
    repeated = {row["repeats_search_id"] for row in rows}
    cells = [
        [
            f"{anchor(row['search_id'])}{row['search_id']}",
            prose(text(row["sought"])),
            span(row["period_start"], row["period_end"]) if row["period_start"] else "",
            text(languages(row["languages"])),
            prose(text(row["looked_in"])),
            day(row["searched_on"]),
            text(context.label("searches", "outcome", row["outcome"])),
            prose(text(row["result"])),
            "repeated since"
            if row["search_id"] in repeated
            else day(str(context.upkeep.search(row["outcome"], row["searched_on"]).due_on)),
        ]
        for row in rows
    ]
    headers = [
        "Search",
        "Looked for",
        "Period",
        "Languages",
        "In",
        "On",
        "Outcome",
        "What came of it",
        "Due again after",
    ]
    return page(
        "Looked for and not found",
        "What was looked for, where and in which languages, and what came of it, so that *nothing found* is told apart "
        "from *nobody looked*. Month by month the same is on [a page of its own](months.md).",
        context.warnings(SEARCHES, "searches", "Before you conclude"),
        table(headers, cells),
        retired_here(context, SEARCHES, "searches"),
        context.files_note("searches"),
        hide=NO_CONTENTS,
    )
