"""What the front page states: the sentences to quote, the three kinds of knowledge, and the ships named at the port."""

from __future__ import annotations

from vostochny.database.reading import Row
from vostochny.model.site_url import site_address
from vostochny.render.context import RenderContext
from vostochny.render.markup import day, number, span

# The simulations hold a printed total to about this many barrels.
ROUNDED_TO = -4


def headline(context: RenderContext, counted: Row, ceiling: Row) -> dict[str, str]:
    """Two sentences to quote, at most 45 words and no parenthesis, their citations, and the range in millions.

    counted: the counted series that the headline is about
    ceiling: the UN ceiling in force, barrels a year
    """
    total = context.rows("select * from volume_totals where count_id = :count", count=counted["count_id"])[0]
    package = context.dataset.package
    title, version, released = package["title"], package["version"], day(str(package["created"])[:10])
    low, high = (round(total[name], ROUNDED_TO) for name in ("barrels_low", "barrels_high"))
    return {
        "counted": f"The {counted['counted_by']} counted {total['calls']} arrivals of North Korean tankers at Russia's "
        f"Vostochny port from {span(counted['period_start'], counted['period_end'])}, {counted['publisher']} reported.",
        "modelled": f"The {title} models {number(low)} to {number(high)} barrels, against a UN ceiling of "
        f"{number(ceiling['quantity'])} a year.",
        "citation": f"{title}, version {version} of {released}, {site_address()}",
        "short": f"{title}, {released}",
        "range_in_millions": f"{low / 1e6:.2f} to {high / 1e6:.2f}",
        "ceiling_in_millions": f"{ceiling['quantity'] / 1e6:.1f}",
    }


def ships_at_port(context: RenderContext, counted: Row) -> Row:
    """The ships that sources name at the port of a counted series, with IMO number, UN listing and number of calls.

    `listed` counts those on the UN list, `numbered` those whose IMO number a source gives: a ship without one cannot be
    looked up in the list.
    """
    ships = context.rows(
        "select vessels.vessel_id, vessels.name, vessels.imo_number, "
        "(select min(listed_on) from designations_in_force d where d.vessel_id = vessels.vessel_id "
        "and authority = 'UN') as un_since, "
        "(select count(*) from port_calls c where c.vessel_id = vessels.vessel_id and c.port_id = :port) as calls, "
        "(select name from vessel_names n where n.vessel_id = vessels.vessel_id and n.script = 'Hang' "
        "order by name limit 1) as hangul "
        "from vessels where vessel_id in (select vessel_id from sightings where port_id = :port) "
        "order by calls desc, vessels.name",
        port=counted["port_id"],
    )
    return {
        "rows": ships,
        "listed": sum(row["un_since"] is not None for row in ships),
        "numbered": sum(row["imo_number"] is not None for row in ships),
    }
