"""The page of one ship: who it is, where it was reported, who lists it, who says so."""

from __future__ import annotations

from vostochny.charts.journey import journey
from vostochny.database.reading import Row
from vostochny.model import wording
from vostochny.model.port import PORT
from vostochny.render.context import RenderContext, address_from
from vostochny.render.country_names import country
from vostochny.render.inert_text import in_markdown
from vostochny.render.markup import number, text
from vostochny.render.record_page import (
    Fact,
    actions,
    anchor_to,
    chip,
    folded,
    in_language,
    linked_text,
    record_card,
    record_page,
    to_record,
)
from vostochny.site.pages.evidence import conflicts
from vostochny.site.pages.in_the_source import of_listed
from vostochny.site.pages.listing_badges import listing_badges, lists_beside, owner_badges, un_standing
from vostochny.site.pages.vessel_tables import (
    call_table,
    designations,
    name_table,
    names_heading,
    other_spellings,
    particular_table,
    report_table,
    tied_companies,
    ties,
)

GRADES = ("confirmed", "probable", "possible")


def vessel_page(context: RenderContext, vessel: Row) -> str:
    """Everything that is on record about one ship, in the order: who, where, who lists it, who says so."""
    name = vessel["vessel_id"]
    here = f"vessels/{name}.md"
    calls = context.rows("select * from calls where vessel_id = :id order by date_earliest, call_id", id=name)
    reports = context.rows(
        "select * from sightings where vessel_id = :id order by coalesce(date_earliest, date_latest), date_latest, 1",
        id=name,
    )
    ids = [name, *(row["sighting_id"] for row in reports)]
    return record_page(
        context,
        ("vessels", name),
        vessel["name"],
        card(context, here, vessel, calls, reports),
        "## Where it was reported { data-search-exclude }" if reports else "",
        journey(context, here, [name], titled=False),
        "## Calls { data-search-exclude }" if calls else "",
        call_table(context, here, calls),
        "## Designations { data-search-exclude }",
        designations(context, here, vessel),
        "## Reports in order of time { data-search-exclude }" if reports else "",
        report_table(context, here, reports),
        conflicts(context, here, ids),
        ties(context, here, name),
        names_heading(context, name, vessel["name"]),
        name_table(context, here, name),
        other_spellings(vessel["name"]),
        of_listed(context, here, "vessel_sanctions", "vessel_id", name),
        folded("What sources say, value by value", particular_table(context, here, name), "values"),
        above=["All ships", group(vessel, calls, reports)],
        heading=heading(context, vessel),
        # A ship's name is in the titles of sources and calls too; who types it mostly means the ship.
        boost=4,
    )


def heading(context: RenderContext, vessel: Row) -> str:
    """The name, and beside it the most reported one in each other script."""
    rows = context.rows(
        "select name, script, count(*) as times from vessel_names where vessel_id = :id and script <> 'Latn' "
        "and name_kind not in ('false', 'misprint') group by name, script order by script, times desc, name",
        id=vessel["vessel_id"],
    )
    first = {row["script"]: row for row in reversed(rows)}
    others = [in_language(row["name"], script) for script, row in sorted(first.items())]
    return " ".join([text(vessel["name"]), *others])


def group(vessel: Row, calls: list[Row], reports: list[Row]) -> str:
    """The group of the list of ships to which it belongs."""
    if any(row["port_id"] == PORT for row in [*calls, *reports]):
        return "named at Vostochny"
    return "on the UN list" if vessel["un_listed"] else "others in the record"


def card(context: RenderContext, here: str, vessel: Row, calls: list[Row], reports: list[Row]) -> str:
    """The header of the page."""
    note = f"<b>Note:</b> {linked_text(context, here, vessel['note'])}" if vessel["note"] else ""
    guessed, name = context.inferred("vessels", vessel["inferred"]), vessel["vessel_id"]
    return record_card(
        chips=[*listing_badges(context, vessel), *owner_badges(context, name)],
        standing=standing(context, vessel, calls, reports),
        more=[f'<span id="inferred"><b>Inferred here:</b> {guessed}.</span>' if guessed else "", note],
        facts=facts(context, vessel),
        side=[
            count_of_calls(calls),
            amounts(context, here, calls),
            actions(name, "ship", "vessels"),
        ],
    )


def standing(context: RenderContext, vessel: Row, calls: list[Row], reports: list[Row]) -> str:
    """Whether the UN lists it and where it is reported, and of a ship taken off a list who still lists it."""
    at_port = [row for row in calls if row["port_id"] == PORT]
    begin = f"{vessel['name']}, {un_standing(context, vessel)},"
    named = [row for row in reports if row["port_id"] == PORT]
    elsewhere = [row for row in reports if row["port_id"] != PORT]
    if at_port:
        days = wording.span(at_port[0]["date_earliest"], at_port[-1]["date_latest"])
        predicate = f"is documented in {wording.plural(len(at_port), 'call')} at Vostochny ({days}; {graded(at_port)})"
    elif named:
        predicate = f"is named at Vostochny by {observers(named)}, without a call that could be dated"
    elif reports:
        predicate = "is reported at sea or in other ports and by no document read at Vostochny"
    else:
        predicate = "is in no sighting recorded here"
    undated = reported_undated([row for row in named if not row["call_id"]]) if at_port else ""
    beside = lists_beside(context, vessel)
    return in_markdown(f"{begin} {predicate}.{undated}{reported_elsewhere(elsewhere)}{beside}")


def reported_undated(reports: list[Row]) -> str:
    """How many reports place the ship at the port but support no call, as a sentence with a leading space."""
    if not reports:
        return ""
    verb = "place" if len(reports) > 1 else "places"
    return f" {wording.plural(len(reports), 'further report')} {verb} it at Vostochny without a day."


def reported_elsewhere(reports: list[Row]) -> str:
    """How many reports place the ship at sea or in other ports, and when, as a sentence with a leading space."""
    if not reports:
        return ""
    days = wording.span(reports[0]["date_earliest"] or reports[0]["date_latest"], last_day(reports))
    verb = "place" if len(reports) > 1 else "places"
    return f" {wording.plural(len(reports), 'report')} {verb} it elsewhere ({days})."


def last_day(reports: list[Row]) -> str:
    """The last day of any of these reports."""
    return max(str(row["date_latest"]) for row in reports)


def observers(reports: list[Row]) -> str:
    """Who made these reports, each once."""
    return " and ".join(dict.fromkeys(row["observer"] for row in reports))


def graded(calls: list[Row]) -> str:
    """How many calls have which grade: 1 confirmed, 2 probable."""
    counts = {grade: sum(row["confidence"] == grade for row in calls) for grade in GRADES}
    return ", ".join(f"{count} {grade}" for grade, count in counts.items() if count)


def count_of_calls(calls: list[Row]) -> str:
    """The number of documented calls at Vostochny, with their grades."""
    at_port = [row for row in calls if row["port_id"] == PORT]
    grades = " ".join(
        chip(f"{count} {grade}", grade)
        for grade in GRADES
        if (count := sum(row["confidence"] == grade for row in at_port))
    )
    noun = "documented call" if len(at_port) == 1 else "documented calls"
    return f'<p class="calls"><b>{len(at_port)}</b> {noun} at Vostochny {grades}</p>'


def amounts(context: RenderContext, here: str, calls: list[Row]) -> str:
    """What the model gives for one load of the ship; empty where it has no call."""
    found = context.rows(
        "select distinct barrels_low, barrels_high from volumes_per_call where vessel_id = :id",
        id=calls[0]["vessel_id"] if calls else "",
    )
    if not found:
        return ""
    low, high = min(row["barrels_low"] for row in found), max(row["barrels_high"] for row in found)
    return (
        f'<p class="amount"><b>{number(low)} to {number(high)} barrels</b> a call, if it loaded; modelled, '
        f"not measured. {anchor_to(f'{address_from(here)}model/', 'How')}</p>"
    )


def facts(context: RenderContext, vessel: Row) -> list[Fact]:
    """Nine facts; most of them with the number of sources that print them, or that it is inferred."""
    tonnes = number(vessel["dwt_tonnes"])
    rows = context.rows("select * from vessel_particulars where vessel_id = :id", id=vessel["vessel_id"])
    backing = {
        column: backed(vessel, rows, column)
        for column in ("imo_number", "vessel_type", "flag_iso2", "dwt_tonnes", "gross_tonnage", "year_built", "owner")
    }  # fmt: skip
    others = context.rows(
        "select distinct name from vessel_names where vessel_id = :id and name <> :name and script = 'Latn' "
        "and name_kind in ('former', 'alias') order by name",
        id=vessel["vessel_id"],
        name=vessel["name"],
    )
    names = anchor_to("#names", "how known") if others else ""
    kind = context.label("vessels", "vessel_type", vessel["vessel_type"])
    return [
        Fact("IMO number", in_markdown(vessel["imo_number"] or "no source read gives it"), backing["imo_number"]),
        Fact("Type", in_markdown(kind or "not known"), backing["vessel_type"]),
        Fact("Flag", in_markdown(country(vessel["flag_iso2"]) or "not known"), backing["flag_iso2"]),
        Fact("Deadweight", f"{tonnes} tonnes" if tonnes else "not known", backing["dwt_tonnes"]),
        Fact("Gross tonnage", tonnage(vessel), backing["gross_tonnage"]),
        Fact("Built", in_markdown(vessel["year_built"] or "not known"), backing["year_built"]),
        Fact("Owner as listed or reported", owner(context, vessel), backing["owner"]),
        Fact("Other names", in_markdown("; ".join(row["name"] for row in others) or "none found"), names),
        Fact("Identifier", f"<code>{in_markdown(vessel['vessel_id'])}</code>"),
    ]


def owner(context: RenderContext, vessel: Row) -> str:
    """The owner, which leads to the page of the organisation where a document ties that to the ship."""
    company = tied_companies(context, vessel["vessel_id"]).get(vessel["owner"])
    return to_record(context, f"vessels/{vessel['vessel_id']}.md", company, vessel["owner"] or "not known")


def tonnage(vessel: Row) -> str:
    """The gross tonnage in words."""
    return number(vessel["gross_tonnage"]) or "not known"


def backed(vessel: Row, rows: list[Row], column: str) -> str:
    """How many sources print the chosen value, as a link to their row; or that it is inferred."""
    value = vessel[column]
    if value is None:
        return ""
    if column in str(vessel["inferred"] or "").split(";"):
        return anchor_to("#inferred", "inferred")
    same = {row["source_id"] for row in rows if row["attribute"] == column and alike(row["value"], value)}
    other = {row["value"] for row in rows if row["attribute"] == column and not alike(row["value"], value)}
    words = wording.plural(len(same), "source")
    if other:
        words += f", {wording.plural(len(other), 'other value')}"
    return anchor_to(f"#value-{column}", words)


def alike(printed: object, value: object) -> bool:
    """Whether a printed value is the chosen one, a number however it is written."""
    try:
        return float(str(printed)) == float(str(value))
    except ValueError:
        return str(printed) == str(value)
