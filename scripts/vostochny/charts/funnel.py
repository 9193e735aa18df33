"""From a count to ships on a list: counted, documented one by one, by a named ship, by a ship on the UN list."""

from __future__ import annotations

from vostochny.charts.drawn_bars import Bar, bars
from vostochny.database.reading import Row
from vostochny.render.context import RenderContext, address_from


def funnel(context: RenderContext, here: str, series: Row) -> str:
    """The figure for the page `here`; `series` is the counted series that the documented calls are set against."""
    found = context.rows(
        "select count(*) as documented, count(vessel_id) as named, coalesce(sum(un_listed), 0) as listed "
        "from calls where port_id = :port",
        port=series["port_id"],
    )[0]
    root = address_from(here)
    steps = (
        (series["count_low"], f"counted by the {series['counted_by']}", "counted", f"counts/{series['count_id']}/"),
        (found["documented"], "documented one by one, with their evidence", "documented", "calls/"),
        (found["named"], "of these by a ship that a source names", "documented", "vessels/"),
        (found["listed"], "of these by a ship on the UN list at the time", "modelled", "calls/"),
    )
    rows = [Bar(label, amount, amount, str(amount), kind, root + target) for amount, label, kind, target in steps]
    title = "; ".join(f"{amount} {label}" for amount, label, _, _ in steps)
    return f'<figure class="drawn" data-search-exclude="drawn">{bars("funnel", title, rows)}</figure>'
