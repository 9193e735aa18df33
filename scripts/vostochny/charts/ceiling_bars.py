"""What came by sea, by rail and was notified in a year, each as a bar beside the UN ceiling."""

from __future__ import annotations

from vostochny.charts.drawn_bars import Bar, bars
from vostochny.database.reading import Row
from vostochny.render.context import RenderContext, address_from
from vostochny.render.markup import number

# The simulations hold a printed total to about this many barrels.
ROUNDED_TO = -4


def ceiling_bars(context: RenderContext, here: str, series: Row) -> str:
    """The figure for the page `here`: the counted series as modelled, rail and notified amounts of the same year.

    Who reports the amount by rail, and through whom, is for the text beside it: a bar has no room for that.
    """
    total = context.rows("select * from volume_totals where count_id = :count", count=series["count_id"])[0]
    year = context.rows("select * from cap_position where year = :year", year=series["year"])[0]
    low, high = (round(total[name], ROUNDED_TO) for name in ("barrels_low", "barrels_high"))
    rail = year["rail_barrels_low"]
    root = address_from(here)
    rows = [
        Bar("by sea, modelled", low, high, f"{number(low)} to {number(high)}", "counted", f"{root}model/"),
        Bar(
            "by rail, as reported",
            rail,
            rail,
            f"at least {number(rail)}",
            "documented",
            f"{root}figures/#rail",
        ),
        notified_bar(context, year, root),
    ]
    limit = (float(year["cap_barrels"]), f"UN ceiling {number(year['cap_barrels'])}")
    title = f"Barrels in {series['year']}: " + "; ".join(f"{row.amount} {row.label}" for row in rows) + f"; {limit[1]}"
    return f'<figure class="drawn" data-search-exclude="drawn">{bars("ceiling", title, rows, line=limit)}</figure>'


def notified_bar(context: RenderContext, year: Row, root: str) -> Bar:
    """What China and Russia notified of a year, and the other total where a recorded contradiction has one.

    year: the row of `cap_position`; root: address of the first page
    """
    notified = year["notified_barrels_low"]
    totals = context.rows(
        "select max(quantity) as rival from conflicts join notified_deliveries on delivery_id in "
        "(record_id, rival_record_id) where kind = 'contradiction' and reporting_state = 'China and Russia' "
        "and unit = 'barrel' and notified_deliveries.year = :year and quantity > :notified",
        year=year["year"],
        notified=notified,
    )
    rival = totals[0]["rival"]
    amount = number(notified) if rival is None else f"{number(notified)} or {number(rival)}"
    return Bar("notified to the UN", notified, rival or notified, amount, "plain", f"{root}notified/")
