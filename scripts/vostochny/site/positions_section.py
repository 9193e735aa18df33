"""Sees to it that no page names anybody as taking part without what they say, or that no statement was found."""

from __future__ import annotations

import re
from functools import cache

from vostochny.database.reading import Row
from vostochny.model.port import PORT
from vostochny.render.context import RenderContext, href, own_page
from vostochny.render.markup import day, link, text

HEADING = "## What those named here say"
# The same heading as the target of a link in the page.
POSITIONS = "what-those-named-here-say"
# The foot of a record's page, which stays last.
FOOT = "\n\n## Cite this record"
# Shorter names than this are abbreviations, which stand for other things as well.
LEAST_LETTERS = 8
# Pages on which Russia and North Korea are named as taking part; elsewhere they are flags and places.
ON_THE_MATTER = ("calls/", "counts/", "estimates/")
ALSO_ON_IT = {
    "index.md",
    "claims.md",
    "explained.md",
    "calls.md",
    "counts.md",
    "figures.md",
    "notified.md",
    f"ports/{PORT}.md",
}
STATES = ("russia", "north-korea")


def position_line(context: RenderContext, here: str, organisation_id: str) -> str:
    """The latest position of one organisation, or that none was found, with the way to all of them."""
    found = context.rows(
        "select * from positions where organisation_id = :id "
        "order by coalesce(said_on, searched_on) desc, position_id desc limit 1",
        id=organisation_id,
    )[0]
    kind = text(context.label("positions", "kind", found["kind"]))
    when = day(found["said_on"]) or f"looked for on {day(found['searched_on'])}"
    said = kind[:1].lower() + kind[1:]
    return (
        f"{said} ({when})"
        if found["kind"] == "no_statement_found"
        else (f"{said} ({when}): {context.record(here, found['position_id'], found['about'])}")
    )


def state_line(context: RenderContext, here: str, organisation_id: str) -> str:
    """How often a state and its bodies are on record with each kind of position."""
    rows = context.rows(
        "select positions.kind, count(*) as number from positions join organisations using (organisation_id) "
        "where organisation_id = :id or belongs_to_id = :id group by positions.kind order by positions.kind",
        id=organisation_id,
    )
    kinds = (f"{text(context.label('positions', 'kind', row['kind'])).lower()} ({row['number']})" for row in rows)
    return f"{link('its positions', href(here, 'positions.md'))} by kind: {'; '.join(kinds)}"


@cache
def pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """What finds any of these names as whole words, in Markdown too."""
    given = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{given})(?!\w)")


def spellings(row: Row) -> tuple[str, ...]:
    """The names of an organisation that can mean nothing else, each as Markdown writes it."""
    names = [row["name"], *(row["other_names"] or "").split(";")]
    return tuple(text(name) for name in names if len(name) >= LEAST_LETTERS)


def named_on(context: RenderContext, path: str, content: str) -> list[Row]:
    """Who is named as taking part on a page: companies, banks and persons anywhere, states where the matter is told."""
    rows = context.rows("select * from organisations where kind not in ('public_body') order by part, name")
    matter = path.startswith(ON_THE_MATTER) or path in ALSO_ON_IT
    found = []
    for row in rows:
        if row["kind"] == "state":
            if matter and row["organisation_id"] in STATES and pattern((row["name"],)).search(content):
                found.append(row)
        elif pattern(spellings(row)).search(content):
            found.append(row)
    return found


def answered(context: RenderContext, path: str, content: str) -> str:
    """A page with the positions of those whom it names; as it is where it names nobody or is about their positions."""
    named = unanswered(context, path, content)
    if not named:
        return content
    lines = []
    for row in named:
        name = context.record(path, row["organisation_id"], row["name"])
        states = row["kind"] == "state"
        told = (state_line if states else position_line)(context, path, row["organisation_id"])
        lines.append(f"- {name}: {told}.")
    section = f"{HEADING} {{ #{POSITIONS} data-search-exclude }}\n\n" + "\n".join(lines)
    before, foot, after = content.rstrip().partition(FOOT)
    return f"{before}\n\n{section}{foot}{after}\n"


def unanswered(context: RenderContext, path: str, content: str) -> list[Row]:
    """Those whom a page names without its own account of what they say."""
    if path in {"positions.md", "organisations.md"}:
        return []
    given = content.partition(HEADING)[2]
    return [
        row
        for row in named_on(context, path, content)
        if path != own_page("organisations", row["organisation_id"])
        and href(path, own_page("organisations", row["organisation_id"])) not in given
    ]
