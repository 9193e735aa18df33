"""Each quotable figure with what it must not be quoted without, and each ship's listings and calls by IMO number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from vostochny.database.reading import Row
from vostochny.desk.citations import citations
from vostochny.model.site_url import site_address
from vostochny.model.wording import number, quantity, span
from vostochny.render.context import RenderContext

FACTS = Path(__file__).parent / "facts.sql"
# Of each flow or kind: what the figure does not say, and what it must not be added to.
NOT_SAID: dict[str, list[str]] = json.loads((Path(__file__).parent / "not_said.json").read_text(encoding="utf-8"))


def quotable_figures(context: RenderContext) -> list[Row]:
    """Every figure that the record takes as printed, the headline ones first, each a JSON object.

    They are worked out once for all pages of a publication.
    """
    if "quotable_figures" not in context.worked_out:
        context.worked_out["quotable_figures"] = worked_out_figures(context)
    return context.worked_out["quotable_figures"]


def worked_out_figures(context: RenderContext) -> list[Row]:
    """The same, from the database."""
    headline = context.rows("select * from headline_series")[0]
    first = {headline["count_id"]: "calls", f"documented-{headline['port_id']}": "calls"}
    first |= {f"counted-{headline['count_id']}": "barrels"}
    first |= {row["cap_id"]: "barrels" for row in context.rows("select cap_id from ceiling_in_force")}
    facts = [row for row in context.rows(FACTS.read_text(encoding="utf-8")) if row["usable"]]
    for row in facts:
        row |= {end: int(row[end]) for end in ("low", "high") if row[end] == int(row[end])}
    found = [figure_object(context, row, headline=first.get(row["record"]) == row["kind"]) for row in facts]
    return sorted(found, key=lambda item: (not item["headline"], item["id"], item["unit"]))


def figure_object(context: RenderContext, row: Row, *, headline: bool) -> Row:
    """One figure with value, range, unit, hedge, basis, period, origin, sources, version and the sentence to quote."""
    own = row["need"] in ("modelled", "documented")
    words = quantity(row["low"], None, row["high"], "exactly" if own else row["need"])
    says = sentence(context, row, words)
    version, released = str(context.dataset.package["version"]), context.released_on
    place = f"{site_address()}{row['page']}"
    not_said, not_added = NOT_SAID[kind_of(row)]
    ranged = row["low"] != row["high"]
    basis = context.rows("select basis from volume_estimates where estimate_id = :id", id=row["record"])
    return {
        "id": row["record"],
        "headline": headline,
        "value": None if ranged else row["low"],
        "low": row["low"],
        "high": row["high"],
        "unit": row["kind"],
        "figure": f"{words} {row['kind']}",
        "hedge": row["need"],
        "basis": basis[0]["basis"] if basis else kind_of(row),
        "period_start": row["start"],
        "period_end": row["end"],
        "by": row["origin"],
        "sources": [
            {name: item[name] for name in ("source_id", "publisher", "published_on", "url")}
            for item in context.evidence.get(row["record"], [])
            if item["relation"] == "states"
        ],
        "version": version,
        "released_on": released,
        "sentence": says,
        "does_not_say": not_said,
        "must_not_be_added": not_added,
        "page": place,
        "cite": citations(context.dataset.package, says, place, context.released_on)["print"],
    }  # fmt: skip


def kind_of(row: Row) -> str:
    """Which of NOT_SAID is meant."""
    for key in (row["need"], row["flow"], row["kind"]):
        if key in NOT_SAID:
            return str(key)
    return "estimate"


def sentence(context: RenderContext, row: Row, words: str) -> str:
    """The figure as it may be quoted: hedge, period, place and origin in it, and nothing added."""
    when, port = span(row["start"], row["end"]), context.title(row["port"])
    at, during = (f" at {port}" if port else ""), (f", {when}" if when else "")
    amount = f"{words} {row['kind']}"
    title = context.dataset.package["title"]
    if row["need"] == "modelled":
        return f"The {title} models {amount} for the arrivals counted{at}{during}."
    if row["need"] == "documented":
        return f"The {title} documents {row['low']} calls{at} one by one{during}."
    if row["flow"] == "ceiling":
        by = row["origin"].partition(" (United")[0]
        return f"The UN ceiling on refined petroleum products for North Korea is {amount} a year, by {by}."
    if row["flow"] == "notified":
        return f"{row['origin']} notified the UN of {amount}{during}."
    if row["kind"] in ("calls", "ships"):
        what = "port calls" if row["kind"] == "calls" else "ships"
        what += " by ships on the UN list" if row["listed"] else ""
        return f"{words[:1].upper()}{words[1:]} {what}{at}{during}, as counted by {row['origin']}."
    found = context.rows("select subject from volume_estimates where estimate_id = :id", id=row["record"])[0]
    return f"{found['subject']}: {amount}{during}, as estimated by {row['origin']}."


def ship_line(context: RenderContext, row: Row) -> Row:
    """A ship of the watchlist as a JSON object with one line: who lists it, its calls, and the lists that were read."""
    listed = (row["listed_by"] or "").replace(";", "; ")
    listing = f"listed by {listed}" if listed else "no listing found in the lists read"
    dates = (row["call_dates"] or "").replace(";", ", ")
    called = f"called on {dates}" if dates else "no call on record"
    read = ", ".join(f"{authority} of {day}" for authority, day in context.lists_read.items())
    number = (
        f"IMO {row['imo_number']}" if row["imo_number"] else "no IMO number known, so no list can be checked by number"
    )
    return {
        **row,
        "line": f"{row['name']}, {number}: {listing}; {called}. Lists read: {read}. No others can be checked here.",
        "lists_as_of": context.lists_read,
        "page": f"{site_address()}vessels/{row['vessel_id']}/",
        "version": str(context.dataset.package["version"]),
    }


def figures_and_ships(context: RenderContext) -> Iterator[tuple[str, str]]:
    """desk/figures.json and desk/ships/<imo>.json."""
    head = {"title": context.dataset.package["title"], "version": str(context.dataset.package["version"])}
    figures = {**head, "count": number(len(found := quotable_figures(context))), "figures": found}
    yield "desk/figures.json", json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    columns = "vessel_id, name, imo_number, listed_by, delisted_by, calls, call_dates"
    for row in context.rows(f"select {columns} from watchlist where imo_number is not null order by imo_number"):
        checked = json.dumps(ship_line(context, row), ensure_ascii=False, indent=1)
        yield f"desk/ships/{row['imo_number']}.json", f"{checked}\n"
