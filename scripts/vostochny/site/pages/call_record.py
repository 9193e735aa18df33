"""The page of one call: what is said of it, who says so, who contradicts it, and how its grade follows."""

from __future__ import annotations

from vostochny.charts.day_bars import day_bars
from vostochny.database.reading import Row
from vostochny.model import wording
from vostochny.render.context import RenderContext, address_from, href
from vostochny.render.inert_text import in_markdown
from vostochny.render.lists_read import list_read
from vostochny.render.markup import day, link, number, span, text
from vostochny.render.record_page import (
    Fact,
    actions,
    anchor_to,
    aside,
    chip,
    folded,
    linked_text,
    record_card,
    record_page,
    to_record,
)
from vostochny.site.pages.evidence import conflicts, contradicted, documents
from vostochny.site.pages.in_the_source import folded_passages
from vostochny.site.pages.listing_badges import owner_badges
from vostochny.site.pages.observer_notes import HEDGED, name_hedged
from vostochny.site.pages.source_cards import source_cards
from vostochny.site.positions_section import POSITIONS

# Why a report does not count, as the view `call_evidence` words it.
JOINED_BY_INFERENCE = "joined to the call by inference only"

# The sightings of a call, with whether each counts for the grade and whether its observer came earlier.
REPORTS = """
select sightings.*, sources.publisher, sources.published_on, call_evidence.root_source_id,
  call_evidence.not_weighed_because, call_evidence.not_weighed_because is null as weighs,
  coalesce(observers.independent_group, sightings.observer) as independent_group
from sightings
join call_evidence on call_evidence.sighting_id = sightings.sighting_id
join sources on sources.source_id = sightings.source_id
left join observers on observers.observer = sightings.observer
where sightings.call_id = :id
order by weighs desc, sightings.date_earliest, sightings.date_latest, sightings.sighting_id
"""


def call_page(context: RenderContext, call: Row, grade: Row, calls: list[Row]) -> str:
    """What is concluded about one call, and what it rests on; `calls` are all calls in order of time."""
    call_id = call["call_id"]
    here = f"calls/{call_id}.md"
    record = context.rows("select * from port_calls where call_id = :id", id=call_id)[0]
    reports = reports_of(context, call_id)
    ids = [call_id, *(item["sighting_id"] for item in reports)]
    days = wording.span(call["date_earliest"], call["date_latest"])
    title = f"{call['vessel_name']} at {call['port_name']}, {days}"
    return record_page(
        context,
        ("port_calls", call_id),
        title,
        card(context, here, call, record, reports, ids),
        "## Day by day { data-search-exclude }",
        day_bars(context, here, call, reports),
        "## Who says so { data-search-exclude }",
        source_cards(context, here, call_id, reports),
        conflicts(context, here, ids),
        folded_passages(context, here, ids[1:]),
        folded("How the grade follows", by_rule(context, here, {**record, **grade}), "grade"),
        folded("Documents cited for this record", documents(context, here, call_id, heading=False), "documents"),
        above=["All calls", *neighbours(context, here, call, calls)],
    )


def reports_of(context: RenderContext, call_id: str) -> list[Row]:
    """The sightings of a call: `counts` marks the first of an observer that weighs, `repeats` the observer's others."""
    seen: set[str] = set()
    found = []
    for row in context.rows(REPORTS, id=call_id):
        repeats = row["observer"] in seen
        seen.add(row["observer"])
        found.append({**row, "repeats": repeats, "counts": bool(row["weighs"]) and not repeats})
    return found


def neighbours(context: RenderContext, here: str, call: Row, calls: list[Row]) -> list[str]:
    """The call before and the call after at the same port."""
    same = [item for item in calls if item["port_id"] == call["port_id"]]
    place = next(number for number, item in enumerate(same) if item["call_id"] == call["call_id"])
    found: list[str] = []
    for step, form in ((-1, "← {}"), (1, "{} →")):
        if 0 <= place + step < len(same):
            other = same[place + step]
            days = wording.span(other["date_earliest"], other["date_latest"])
            found.append(to_record(context, here, other["call_id"], form.format(f"{days}, {other['vessel_name']}")))
    return found


def card(context: RenderContext, here: str, call: Row, record: Row, reports: list[Row], ids: list[str]) -> str:
    """The header: grade, listing, one sentence, who contradicts it, what is inferred, how many barrels."""
    return record_card(
        chips=[
            grade_chip(context, call),
            listing_chip(context, call),
            *owner_badges(context, call["vessel_id"], named=False),
        ],
        standing=standing(call),
        more=[
            f"<b>Loading:</b> {loading(reports)}" if call["operation"] == "load" else "",
            f"<b>Who contradicts it?</b> {contradicted(context, here, ids)} "
            f"{anchor_to(f'#{POSITIONS}', 'What Russia and North Korea say')}",
            *inferred(context, record),
        ],
        facts=facts(context, here, call, record),
        side=[amount(context, here, call), actions(call["call_id"], "call", "calls")],
    )


def standing(call: Row) -> str:
    """One sentence of who is reported where and when, and the reason of the grade."""
    days = wording.span(call["date_earliest"], call["date_latest"])
    when = f"on {days}" if call["date_earliest"] == call["date_latest"] else f"from {days}"
    ship = call["vessel_name"] if call["vessel_id"] else "A North Korean tanker that no source names"
    return in_markdown(f"{ship} is reported at {call['port_name']} {when}. {call['confidence_reason']}")


def grade_chip(context: RenderContext, call: Row) -> str:
    """The grade, with how many reports by how many observers count for it, and whether none names the ship for sure."""
    hedged = HEDGED if name_hedged(context, call["call_id"]) else ""
    words = f"{call['confidence']}: {weighed(call)}{hedged}{'' if call['vessel_id'] else ', ship not named'}"
    return chip(in_markdown(words), in_markdown(call["confidence"]))


def weighed(call: Row) -> str:
    """How many reports count for the grade, and of how many independent observers they are."""
    if not call["sightings_weighed"]:
        return "no report fixes ship, port and day by itself"
    reports = wording.plural(call["sightings_weighed"], "report")
    return f"{reports} by {wording.plural(call['independent_observers'], 'observer')}"


def counting(call: Row) -> str:
    """How many of the reports count for the grade, for the table of facts."""
    return f"{weighed(call)} for the grade" if call["sightings_weighed"] else "none counts for the grade"


def listing_chip(context: RenderContext, call: Row) -> str:
    """Whether the UN listed the ship on the days of the call."""
    if call["un_listing"] == "listed":
        return chip(f"UN-listed since {day(call['un_listed_on'])}", "listed")
    if call["un_listing"] == "no_listing_found":
        return chip(in_markdown(f"no UN listing found {list_read(context, 'UN')}"), "quiet")
    why = "no IMO number known" if call["vessel_id"] else "ship not named"
    return chip(f"listing cannot be checked: {why}", "quiet")


def loading(reports: list[Row]) -> str:
    """What each observer says of the load, its name first, in the words of the record, with every hedge.

    A report that only an inference joins to the call says so.
    """
    said: dict[str, dict[str, None]] = {}
    for row in reports:
        if row["load_detail"]:
            joined = row["not_weighed_because"] == JOINED_BY_INFERENCE
            who = f"{row['observer']} (joined by inference)" if joined else row["observer"]
            said.setdefault(who, {})[f"{str(row['load_detail']).rstrip('.')}."] = None
    parts = [f"{who}: {' '.join(details)}" for who, details in said.items()]
    return in_markdown(" ".join(parts)) if parts else "no report describes it."


def inferred(context: RenderContext, record: Row) -> list[str]:
    """Which values no source prints, and how they were inferred."""
    names = context.inferred("port_calls", record["inferred"])
    note = linked_text(context, f"calls/{record['call_id']}.md", record["note"])
    return [
        f"<b>Inferred here:</b> {names or 'nothing of the call itself; with each report is what is inferred of it'}.",
        aside("How it was inferred, and what to know", note),
    ]


def amount(context: RenderContext, here: str, call: Row) -> str:
    """The barrels that the model gives for the call, with their range; empty where nothing was asked of it."""
    for row in context.rows("select * from volumes_per_call where call_id = :id", id=call["call_id"]):
        basis = in_markdown(context.label("volumes_per_call", "dwt_basis", row["dwt_basis"]))
        tonnes = f"{number(row['dwt_tonnes_low'])} to {number(row['dwt_tonnes_high'])} tonnes deadweight"
        return (
            f'<p class="amount"><b>{number(row["barrels_low"])} to {number(row["barrels_high"])} barrels</b> '
            f"if it loaded; modelled, not measured, in nine simulations of ten. Size of the ship: {tonnes} "
            f"({basis[:1].lower()}{basis[1:]}). {anchor_to(f'{address_from(here)}model/', 'How')}</p>"
        )
    what = "an unloading" if call["operation"] == "discharge" else "this call"
    return f'<p class="amount">No amount is modelled for {what}.</p>'


def facts(context: RenderContext, here: str, call: Row, record: Row) -> list[Fact]:
    """The call's own columns."""
    guessed = set(str(record["inferred"] or "").split(";"))

    def mark(column: str) -> str:
        return "inferred" if column in guessed else ""

    purpose = context.label("port_calls", "operation", call["operation"])
    ship = to_record(context, here, call["vessel_id"], call["vessel_name"]) if call["vessel_id"] else "not named"
    ends = {"date_earliest", "date_latest"} & guessed
    return [
        Fact("Ship", ship, mark("vessel_id")),
        Fact("IMO number", in_markdown(call["imo_number"] or "not known")),
        Fact("Port", to_record(context, here, call["port_id"], call["port_name"])),
        Fact("Berth", in_markdown(call["berth"])),
        Fact("Days", span(call["date_earliest"], call["date_latest"]), "inferred in part" if ends else ""),
        Fact("Purpose", in_markdown(purpose), mark("operation")),
        Fact("Counted in", count(context, here, call["count_id"]), mark("count_id")),
        Fact("Reports", str(call["sightings"]), counting(call)),
        Fact("Identifier", f"<code>{in_markdown(call['call_id'])}</code>"),
    ]


def count(context: RenderContext, here: str, count_id: str | None) -> str:
    """The counted series that a call falls in, by the name of who counted."""
    for row in context.rows("select * from call_counts where count_id = :id", id=count_id):
        return to_record(context, here, count_id, f"the count of {row['count_low']} by the {row['counted_by']}")
    return ""


def by_rule(context: RenderContext, here: str, record: Row) -> str:
    """The grade that the rule computes, its reasons, and why the record departs from it where it does."""
    departure = f"\n\nThe record departs from it: {text(record['confidence_departure'])}"
    independence = f"\n\nWhy a shared analyst is passed over: {text(record['independence_reason'])}"
    return (
        f"By the rule: **{text(record['confidence_by_rule'])}**. {context.with_links(here, record['reasons'])} "
        "The grade is of the published evidence, not of the event: "
        f"{link('how grades are given', href(here, 'confidence.md'))}."
        f"{departure if record['confidence_departure'] else ''}"
        f"{independence if record['independence_reason'] else ''}"
    )
