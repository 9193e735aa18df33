"""Each quotable figure with what it must not be quoted without, and each ship's listings and calls by IMO number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from vostochny.database.reading import Row
from vostochny.desk.citations import citations
from vostochny.model.site_url import site_address
from vostochny.model.wording import quantity, span
from vostochny.render.context import RenderContext
from vostochny.render.country_names import with_article
from vostochny.render.lists_read import lists_read

FACTS = Path(__file__).parent / "facts.sql"
# Of each flow or kind: what the figure does not say, and what it must not be added to.
# And how such a figure comes about, where its row does not say.
NOT_SAID: dict[str, list[str]] = json.loads((Path(__file__).parent / "not_said.json").read_text(encoding="utf-8"))

# Figures of the record itself, which have no hedge of a source.
OWN = ("modelled", "documented")
COUNTED = {"calls": "port calls", "ships": "ships"}
LISTED = {"calls": " by ships on the UN list", "ships": " on the UN list"}
MORE = """
select null as basis, inferred, note, null as start from call_counts where count_id = :id
union all select basis, inferred, note, null from volume_estimates where estimate_id = :id
union all select null, inferred, note, null from notified_deliveries where delivery_id = :id
union all select null, inferred, note, period_start from supply_caps where cap_id = :id
"""
SHIP = "select vessel_id, name, imo_number, listed_by, delisted_by, listed_owners, calls, call_dates from watchlist"
LISTINGS = """
select authority, programme_id, list_reference, listed_on, delisted_on, coalesce(delisted_on, gone_by) as gone,
  source_id, inferred
from vessel_sanctions where vessel_id = :id order by listed_on, authority, designation_id
"""
CALLS = """
select call_id, port_name as port, date_earliest, date_latest, calls.operation, calls.confidence, port_calls.inferred
from calls join port_calls using (call_id, date_earliest, date_latest) where calls.vessel_id = :id
order by date_earliest
"""


def quotable_figures(context: RenderContext) -> list[Row]:
    """Every figure that the record takes as printed, the headline ones first, each a JSON object.

    They are worked out once for all pages of a publication.
    """
    if "quotable_figures" in context.worked_out:
        return context.worked_out["quotable_figures"]
    headline = context.rows("select * from headline_series")[0]
    first = {headline["count_id"]: "calls", f"documented-{headline['port_id']}": "calls"}
    first |= {f"counted-{headline['count_id']}": "barrels"}
    first |= {row["cap_id"]: "barrels" for row in context.rows("select cap_id from ceiling_in_force")}
    # The size of a ship is compared with a draft, and no figure of the record to quote.
    facts = [row for row in context.rows(FACTS.read_text(encoding="utf-8")) if row["usable"] and row["flow"] != "size"]
    for row in facts:
        row |= {end: int(row[end]) for end in ("low", "high") if row[end] == int(row[end])}
    found = [figure_object(context, row, headline=first.get(row["record"]) == row["kind"]) for row in facts]
    found.sort(key=lambda item: (not item["headline"], item["id"], item["unit"]))
    context.worked_out["quotable_figures"] = found
    return found


def figure_object(context: RenderContext, row: Row, *, headline: bool) -> Row:
    """One figure with value, range, unit, hedge, basis, period, origin, sources, version and the sentence to quote.

    What of it is inferred, its note and the contradictions that it is part of come with it.
    """
    own, name = row["need"] in OWN, row["record"]
    words = quantity(row["low"], None, row["high"], "exactly" if own else row["need"])
    says = sentence(context, row, words)
    place = f"{site_address()}{row['page']}"
    kinds = (row["need"], row["flow"], row["kind"])
    not_said, not_added, basis = NOT_SAID[next((kind for kind in kinds if kind in NOT_SAID), "estimate")]
    more = next(iter(context.rows(MORE, id=name)), {"basis": None, "inferred": None, "note": None, "start": None})
    # A modelled figure rests on the count that it is made from.
    counted = name.removeprefix("counted-")
    return {
        "id": name,
        "headline": headline,
        "value": row["low"] if row["low"] == row["high"] else None,
        "low": row["low"],
        "high": row["high"],
        "unit": row["kind"],
        "figure": f"{words} {row['kind']}",
        "hedge": row["need"],
        "basis": more["basis"] or basis,
        "period_start": row["start"] or more["start"],
        "period_end": row["end"] or None,
        "inferred": split(more["inferred"]),
        "note": more["note"],
        "by": row["origin"],
        "sources": [
            {key: item[key] for key in ("source_id", "publisher", "published_on", "url")}
            for item in context.evidence.get(counted, [])
            if item["relation"] == "states"
        ],
        "conflicts": [
            f"{site_address()}conflicts/#{item['conflict_id']}"
            for item in context.conflicts
            if counted in (item["record_id"], item["rival_record_id"])
        ],
        "version": str(context.dataset.package["version"]),
        "released_on": context.released_on,
        "sentence": says,
        "does_not_say": not_said,
        "must_not_be_added": not_added,
        "page": place,
        "cite": citations(context.dataset.package, says, place, context.released_on)["print"],
    }


def sentence(context: RenderContext, row: Row, words: str) -> str:
    """The figure as it may be quoted: hedge, period, place and origin in it, and nothing added."""
    when, port = span(row["start"], row["end"]), context.title(row["port"])
    at, during = (f" at {port}" if port else ""), (f", {when}" if when else "")
    amount, title = f"{words} {row['kind']}", context.dataset.package["title"]
    if row["need"] == "modelled":
        return f"The {title} models {amount} for the arrivals counted{at}{during}."
    if row["need"] == "documented":
        return f"The {title} documents {row['low']} calls{at} one by one{during}."
    if row["flow"] == "ceiling":
        product = "crude oil" if row["crude"] else "refined petroleum products"
        by = row["origin"].partition(" (United")[0]
        return f"The UN ceiling on {product} for North Korea is {amount} a year, by {by}."
    if row["flow"] == "notified":
        return f"{row['origin']} notified the UN of {amount}{during}."
    by = f"{'counted' if row['kind'] in COUNTED else 'estimated'} by {with_article(row['origin'])}"
    if row["origin"].startswith("not stated ("):
        by = f"{row['origin'].partition('(')[2].rstrip(')')}; by whom it is, is not stated"
    if row["kind"] in COUNTED:
        noun = COUNTED[row["kind"]][: -1 if row["high"] == 1 else None]
        listed = LISTED[row["kind"]] if row["listed"] else ""
        return f"{words[:1].upper()}{words[1:]} {noun}{listed}{at}{during}, as {by}."
    found = context.rows("select subject from volume_estimates where estimate_id = :id", id=row["record"])[0]
    return f"{found['subject']}: {amount}{during}, as {by}."


def ship_line(context: RenderContext, vessel_id: str) -> Row:
    """A ship of the watchlist as a JSON object with one line: who lists it, its calls, and the lists that were read."""
    [row] = context.rows(f"{SHIP} where vessel_id = :id", id=vessel_id)
    listings = context.rows(LISTINGS, id=vessel_id)
    for item in listings:
        item |= {"from_list": item["authority"] in context.lists_read, "inferred": split(item["inferred"])}
    calls = context.rows(CALLS, id=vessel_id)
    for item in calls:
        item |= {"inferred": split(item["inferred"]), "page": f"{site_address()}calls/{item['call_id']}/"}
    now, gone = (
        ", ".join(dict.fromkeys(listed(context, item) for item in listings if bool(item["gone"]) == ended))
        for ended in (False, True)
    )
    parts = [f"listed by {now}" if now else "no listing found in the lists read"]
    parts += [f"no longer listed by {gone}"] if gone else []
    owners = str(row["listed_owners"] or "").replace(";", ", ")
    parts += [f"reported owner listed ({owners})"] if owners else []
    parts += [f"called {', '.join(called(item) for item in calls)}" if calls else "no call on record"]
    imo = f"IMO {row['imo_number']}" if row["imo_number"] else "no IMO number known, so no list can be checked by it"
    return {
        **row,
        "line": f"{row['name']}, {imo}: {'; '.join(parts)}. Lists read: {lists_read(context)}, and no others.",
        "listings": listings,
        "calls_on_record": calls,
        "lists_as_of": context.lists_read,
        "lists_read_in_copy_of": context.lists_copied_by,
        "page": f"{site_address()}vessels/{row['vessel_id']}/",
        "version": str(context.dataset.package["version"]),
        "released_on": context.released_on,
    }


def split(value: str | None) -> list[str]:
    """The columns that a cell names as inferred."""
    return value.split(";") if value else []


def listed(context: RenderContext, item: Row) -> str:
    """One listing in words; one that is known from a report only says so."""
    until = f" to {item['delisted_on']}" if item["delisted_on"] else f", gone by {item['gone']}" if item["gone"] else ""
    report = "" if item["from_list"] else " (from a report; its list was not read)"
    name = with_article(context.authorities[item["authority"]])
    return f"{name} {'from' if until else 'since'} {item['listed_on']}{until}{report}"


def called(item: Row) -> str:
    """One call in words, with its days, grade and what of it is inferred."""
    first, last = item["date_earliest"], item["date_latest"]
    days = f"on {first}" if first == last else f"between {first} and {last}"
    inferred = ", inferred" if "operation" in item["inferred"] else ""
    return f"{days} at {item['port']} ({item['operation'] or 'operation not known'}{inferred}; {item['confidence']})"


def figures_and_ships(context: RenderContext) -> Iterator[tuple[str, str]]:
    """desk/figures.json and desk/ships/<imo>.json."""
    head = {"title": context.dataset.package["title"], "version": str(context.dataset.package["version"])}
    found = quotable_figures(context)
    figures = {**head, "released_on": context.released_on, "count": len(found), "figures": found}
    yield "desk/figures.json", json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    for row in context.rows("select vessel_id, imo_number from vessels where imo_number is not null order by 2"):
        checked = json.dumps(ship_line(context, row["vessel_id"]), ensure_ascii=False, indent=1)
        yield f"desk/ships/{row['imo_number']}.json", f"{checked}\n"
