"""What the front page states: the sentences to quote, the three kinds of knowledge, and the ships named at the port."""

from __future__ import annotations

from vostochny.charts.relay_tree import repeaters, study_of
from vostochny.database.reading import Row
from vostochny.model.site_url import site_address
from vostochny.render.context import RenderContext
from vostochny.render.lists_read import list_read
from vostochny.render.markup import day, number, plural, quantity, span
from vostochny.site.pages.listing_badges import listed_owners
from vostochny.site.pages.observer_notes import grade

# The simulations hold a printed total to about this many barrels.
ROUNDED_TO = -4


def headline(context: RenderContext, counted: Row, ceiling: Row) -> dict[str, str]:
    """Two sentences to quote, at most 45 words and no parenthesis, their citations, and the range in millions.

    counted: the counted series that the headline is about
    ceiling: the UN ceiling in force, barrels a year
    """
    total = context.rows("select * from volume_totals where count_id = :count", count=counted["count_id"])[0]
    package = context.dataset.package
    title, version, released = package["title"], package["version"], day(context.released_on)
    low, high = (round(total[name], ROUNDED_TO) for name in ("barrels_low", "barrels_high"))
    return {
        "counted": f"The {counted['counted_by']} counted {total['calls']} arrivals of North Korean tankers at Russia's "
        f"Vostochny port from {span(counted['period_start'], counted['period_end'])}, {counted['publisher']} reported.",
        "modelled": f"The {title} models {number(low)} to {number(high)} barrels for them, if all loaded, against a "
        f"yearly UN ceiling of {number(ceiling['quantity'])}.",
        "citation": f"{title}, version {version} of {released}, {site_address()}",
        "short": f"{title}, {released}",
        "range_in_millions": f"{low / 1e6:.2f} to {high / 1e6:.2f}",
        "ceiling_in_millions": f"{ceiling['quantity'] / 1e6:.1f}",
    }


def ships_at_port(context: RenderContext, counted: Row) -> Row:
    """The ships that sources name at the port of a counted series, with IMO number, UN listing and number of calls.

    `listed` counts those on the UN list, `numbered` those whose IMO number a source gives: a ship without one cannot be
    looked up in the list. `list_read` says in which list, of which day.
    """
    ships = context.rows(
        "select vessels.vessel_id, vessels.name, vessels.imo_number, "
        "(select group_concat(call_id || ' ' || confidence, ';') from (select call_id, confidence from port_calls c "
        "where c.vessel_id = vessels.vessel_id and c.port_id = :port order by c.date_earliest)) as marks, "
        "(select min(listed_on) from designations_in_force d where d.vessel_id = vessels.vessel_id "
        "and authority = 'UN') as un_since, "
        "(select count(*) from port_calls c where c.vessel_id = vessels.vessel_id and c.port_id = :port) as calls, "
        "(select name from vessel_names n where n.vessel_id = vessels.vessel_id and n.script = 'Hang' "
        "order by name limit 1) as hangul "
        "from vessels where vessel_id in (select vessel_id from sightings where port_id = :port) "
        "order by calls desc, vessels.name",
        port=counted["port_id"],
    )
    for ship in ships:
        ship["owners"] = listed_owners(context, ship["vessel_id"])
        ship["marks"] = [
            {"call_id": call, "grade": grade(context, {"call_id": call, "confidence": given})}
            for call, given in (item.split() for item in marks_of(ship))
        ]
    return {
        "rows": ships,
        "listed": sum(row["un_since"] is not None for row in ships),
        "list_read": list_read(context, "UN"),
        "numbered": sum(row["imo_number"] is not None for row in ships),
    }


def marks_of(ship: Row) -> list[str]:
    """The calls of a ship with their grades, as the database joins them."""
    return str(ship["marks"]).split(";") if ship["marks"] else []


def study_read(context: RenderContext, counted: Row) -> str:
    """How much of the study behind the headline count was read, where that was not all of it; empty otherwise."""
    words = {"opening": "only the opening", "part": "only a part", "rows": "only some entries", "not_read": "nothing"}
    study = study_of(context, counted["count_id"])
    extent = context.rows("select read_extent from sources where source_id = :id", id=study)[0]["read_extent"]
    return words.get(extent, "")


def disputes(context: RenderContext) -> list[Row]:
    """Three questions on which sources contradict each other, the newest about a count, a sighting and an estimate."""
    return context.rows(
        "select conflict_id, question, record_id, rival_record_id, handling from conflict_pairs "
        "where conflict_id in (select max(conflict_id) from conflict_pairs where kind = 'contradiction' "
        "and table_name in ('call_counts', 'sightings', 'volume_estimates') group by table_name) order by conflict_id"
    )


def other_counts(context: RenderContext, counted: Row) -> list[Row]:
    """Counts of calls at the same port by others than the one observer, one each, with whether they are so read here.

    Others are those who count in another name, alone or together with that observer. `through` is who retells their
    document where that is all that was read of the count.
    """
    rows = context.rows(
        "select call_counts.*, min(count_id) as first, "
        "case when root_source_id <> call_counts.source_id then publisher end as through "
        "from call_counts join sources using (source_id) join source_roots using (source_id) "
        "where port_id = :port and counted = 'calls' "
        "and counted_by <> :observer group by counted_by order by count_id",
        port=counted["port_id"],
        observer=counted["counted_by"],
    )
    for row in rows:
        amount = quantity(row["count_low"], None, row["count_high"], row["qualifier"])
        row["words"] = f"{amount} {plural(row['count_low'], 'call').partition(' ')[2]}"
        row["read_here"] = not {"count_low", "counted"}.isdisjoint(str(row["inferred"] or "").split(";"))
    return rows


def repeated(context: RenderContext, counted: Row) -> Row:
    """How many documents go back to the study behind the counted series, and in how many languages."""
    study = study_of(context, counted["count_id"])
    found = repeaters(context, study)
    return {"study": study, "documents": len(found), "languages": len({row["language"] for row in found})}
