"""Sees to it that no page names anybody as taking part without what they say, or that no statement was found."""

from __future__ import annotations

import re
from functools import cache

from vostochny.database.reading import Row
from vostochny.database.record_index import RECORD_PAGES
from vostochny.model.port import PORT
from vostochny.render.context import RenderContext, href, own_page
from vostochny.render.markup import day, link, plural, text

HEADING = "## What those named here say"
# The same heading as the target of a link in the page.
POSITIONS = "what-those-named-here-say"
# The foot of a record's page, which stays last.
FOOT = "\n\n## Cite this record"
# Shorter names than this are abbreviations, which stand for other things as well.
LEAST_LETTERS = 8
# Pages on which Russia and North Korea are named as taking part; elsewhere they are flags and places.
ON_THE_MATTER = ("calls/", "counts/", "estimates/")
# The lists of these records are of calls at a Russian port by North Korean tankers, whichever words they use.
THEIR_LISTS = ("calls.md", "counts.md", "figures.md", f"ports/{PORT}.md")
ALSO_ON_IT = {"index.md", "claims.md", "explained.md", "notified.md", *THEIR_LISTS}
# Pages of amounts, on which a state's own figures stand beside those of others.
ON_AMOUNTS = ("estimates/", "index.md", "figures.md", "claims.md")
OWN_FIGURES = ("own_figures", "nothing_notified")
STATES = ("russia", "north-korea")


def position_line(context: RenderContext, here: str, organisation_id: str) -> str:
    """The latest position of one organisation, or that none was found, with the way to all of them."""
    found = context.rows(
        "select * from positions where organisation_id = :id "
        "order by coalesce(said_on, searched_on) desc, position_id desc limit 1",
        id=organisation_id,
    )[0]
    if found["kind"] == "no_statement_found":
        kind = text(context.label("positions", "kind", found["kind"]))
        return f"{kind[:1].lower()}{kind[1:]} (looked for on {day(found['searched_on'])})"
    about = context.record(here, found["position_id"], found["about"])
    return f"{about} ({day(found['said_on'])}): {text(found['statement'])}"


def of_state(context: RenderContext, organisation_id: str) -> list[Row]:
    """The positions of a state and its bodies, each with its speaker and the port of its record, in order of time.

    Nearly every page asks for those of both states.
    """
    known = f"positions_of_{organisation_id}"
    if known in context.worked_out:
        return context.worked_out[known]
    context.worked_out[known] = context.rows(
        "select positions.*, organisations.name, coalesce(c.port_id, e.port_id) as port_id, "
        "e.estimate_id is not null as on_amount from positions join organisations using (organisation_id) "
        "left join call_counts c on c.count_id = record_id left join volume_estimates e on e.estimate_id = record_id "
        "where organisation_id = :id or belongs_to_id = :id order by coalesce(said_on, searched_on), position_id",
        id=organisation_id,
    )
    return context.worked_out[known]


def state_lines(context: RenderContext, here: str, organisation_id: str) -> list[str]:
    """What a state and its bodies say: of this record, of oil from the port and of other supplies, their own figures
    on pages of amounts, and their denials.

    One line each. A denial is never without what it is about, because most are of other matters than the calls here.
    """
    rows = of_state(context, organisation_id)
    kinds = {
        "On this record": spoken_of(context, here, rows),
        f"On oil from {text(context.title(PORT))}": [row for row in rows if row["port_id"] == PORT],
        "On oil supplies": [row for row in rows if row["on_amount"] and row["kind"] != "denies"],
        "Own figures": [row for row in rows if row["kind"] in OWN_FIGURES and here.startswith(ON_AMOUNTS)],
        "Not found": [row for row in rows if row["kind"] == "no_statement_found"],
        "Denial or rejection": [row for row in rows if row["kind"] == "denies"],
    }
    # Each is told once, under the first of these.
    lines: dict[str, str] = {}
    for begins, found in kinds.items():
        for row in found:
            told = not_found(context, here, row) if begins == "Not found" else f"{begins}: {said(context, here, row)}"
            lines.setdefault(row["position_id"], told)
    return [*lines.values(), link(f"All {plural(len(rows), 'position')}", href(here, "positions.md"))]


def not_found(context: RenderContext, here: str, row: Row) -> str:
    """That no statement was found, on what and until when one was looked for."""
    where = f"{context.record(here, row['position_id'], row['about'])}, looked for on {day(row['searched_on'])}"
    return f"No statement by {text(row['name'])} itself was found in the documents read ({where})."


def said(context: RenderContext, here: str, row: Row) -> str:
    """Who said what on what and when, with the document: in the row's own words, so that no hedge of it is lost."""
    about = context.record(here, row["position_id"], row["about"])
    read_in = f"as read in {context.source(here, row['source_id'])}"
    words = " ".join(text(part) for part in (row["statement"], row["note"]) if part)
    return f"{text(row['name'])} ({about}, {day(row['said_on']) or day(row['searched_on'])}; {read_in}): {words}"


def spoken_of(context: RenderContext, here: str, rows: list[Row]) -> list[Row]:
    """Those of some positions that are about the record whose page `here` is."""
    return [row for row in rows if row["record_id"] and here == page_of(context, row["record_id"])]


def page_of(context: RenderContext, record_id: str) -> str:
    """The path of the record's own page; empty where it has none."""
    known = context.records.get(record_id)
    return own_page(known["table_name"], record_id) if known and known["table_name"] in RECORD_PAGES else ""


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
    """Who is named on a page: companies, banks and persons anywhere, both states on pages about the oil."""
    # The pages of these records are about what both are reported to have done, whichever word they use.
    matter = path.startswith(ON_THE_MATTER) or path in THEIR_LISTS
    states = tuple(context.title(state) for state in STATES)
    found = []
    for row in who_can_be_named(context):
        if row["kind"] == "state":
            # What one says names the other.
            if row["organisation_id"] in STATES and (matter or (path in ALSO_ON_IT and is_named(states, content))):
                found.append(row)
        elif is_named(row["spellings"], content):
            found.append(row)
    return found


def who_can_be_named(context: RenderContext) -> list[Row]:
    """The organisations but for public bodies, each with its spellings; read once for all pages."""
    if "who_can_be_named" not in context.worked_out:
        rows = context.rows("select * from organisations where kind not in ('public_body') order by part, name")
        context.worked_out["who_can_be_named"] = [{**row, "spellings": spellings(row)} for row in rows]
    return context.worked_out["who_can_be_named"]


def is_named(names: tuple[str, ...], content: str) -> bool:
    """Whether a page has any of these names as whole words; most pages have none of the letters in this order."""
    return any(name in content for name in names) and bool(pattern(names).search(content))


def answered(context: RenderContext, path: str, content: str) -> str:
    """A page with the positions of those whom it names; as it is where it names nobody or is about their positions."""
    named = unanswered(context, path, content)
    if not named:
        return content
    lines = []
    # Whoever speaks of this very record comes first.
    for row in sorted(named, key=lambda row: not spoken_of(context, path, of_state(context, row["organisation_id"]))):
        name = context.record(path, row["organisation_id"], row["name"])
        if row["kind"] == "state":
            lines.append(f"- {name}")
            lines += [f"    - {line}" for line in state_lines(context, path, row["organisation_id"])]
        else:
            lines.append(f"- {name}: {position_line(context, path, row['organisation_id']).rstrip('.')}.")
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
