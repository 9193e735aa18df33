"""Who reports a call: one card an independent source, with its further reports and the documents that repeat it."""

from __future__ import annotations

from vostochny.database.reading import Row
from vostochny.model import wording
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import in_markdown
from vostochny.render.markup import span
from vostochny.render.record_page import aside, linked_text, to_record, to_source

# What a document does for a record without reporting anything of its own.
REPEATING = ("repeats", "supports", "states")


def source_cards(context: RenderContext, here: str, call_id: str, reports: list[Row]) -> str:
    """The cards; observers who share an analyst stand in one."""
    groups: dict[str, list[Row]] = {}
    for row in reports:
        groups.setdefault(row["independent_group"], []).append(row)
    cards = [one_card(context, here, call_id, rows) for rows in groups.values()]
    return f'<div class="sources">{"".join(cards)}</div>'


def one_card(context: RenderContext, here: str, call_id: str, rows: list[Row]) -> str:
    """One independent source: who saw it, each of its reports, and who repeats it."""
    observers = " and ".join(dict.fromkeys(row["observer"] for row in rows))
    kind = "source counts" if any(row["counts"] for row in rows) else "source"
    reports = "".join(report(context, here, row) for row in rows)
    further = relays(context, here, call_id, rows)
    return f'<section class="{kind}"><h3>{in_markdown(observers)}</h3>{reports}{further}</section>'


def report(context: RenderContext, here: str, row: Row) -> str:
    """One sighting: days, how, where and what, its document, and what to know about it."""
    place = row["place_as_reported"] + (f", {row['berth'][:1].lower()}{row['berth'][1:]}" if row["berth"] else "")
    method = row["method_detail"] or context.label("sightings", "method", row["method"])
    activity = context.label("sightings", "activity", row["activity"])
    load = row["load_detail"] or activity
    facts = f"{place}. {method.rstrip('.')}. {load.rstrip('.')}."
    hedge = context.label("sightings", "identity_hedge", row["identity_hedge"])
    doubt = f" ({hedge[:1].lower()}{hedge[1:]})" if hedge else ""
    named = f"as “{row['vessel_name_as_reported']}”{doubt}"
    why = row["not_weighed_because"]
    guessed = context.inferred("sightings", row["inferred"])
    asides = [
        in_markdown(f"Does not count for the grade: {why}.") if why else "",
        f"Inferred: {guessed}." if guessed else "",
    ]
    return (
        f"<p><b>{span(row['date_earliest'], row['date_latest'])}</b>, {in_markdown(named)}: {in_markdown(facts)} "
        f"{to_source(context, here, row['source_id'])} · {to_record(context, here, row['sighting_id'])}</p>"
        + (f'<p class="aside">{" ".join(filter(None, asides))}</p>' if any(asides) else "")
        + aside("About this report", linked_text(context, here, row["note"]))
    )


def relays(context: RenderContext, here: str, call_id: str, rows: list[Row]) -> str:
    """The further documents that go back to this source; empty where there is none."""
    own = {row["source_id"] for row in rows}
    roots = {row["root_source_id"] for row in rows}
    of_reports = [item for row in rows for item in context.evidence.get(row["sighting_id"], [])]
    of_call = [item for item in context.evidence.get(call_id, []) if item["root_source_id"] in roots]
    found = dict.fromkeys(
        item["source_id"]
        for item in [*of_reports, *of_call]
        if item["relation"] in REPEATING and item["source_id"] not in own
    )
    if not found:
        return ""
    names = ", ".join(to_source(context, here, name) for name in found)
    return f'<p class="relays">Also in {wording.plural(len(found), "document")}: {names}</p>'
