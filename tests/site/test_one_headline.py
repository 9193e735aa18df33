"""The headline series and the ceiling in force are chosen once, in views that pages, charts, gate and model read."""

from __future__ import annotations

import re

from vostochny.database.reading import opened, rows
from vostochny.model.project import Project, this_checkout

SOURCE = this_checkout().root / "scripts" / "vostochny"


def test_the_headline_is_the_series_that_the_model_follows_day_by_day(built: Project) -> None:
    with opened(built.database) as connection:
        followed = {row["count_id"] for row in rows(connection, "select distinct count_id from cap_by_day")}
        (headline,) = rows(connection, "select * from headline_series")
        counted = rows(
            connection, "select count_id, count(*) as calls from port_calls group by 1 having count_id <> ''"
        )
    assert followed == {headline["count_id"]}
    assert headline["documented_calls"] == max(row["calls"] for row in counted)


def test_the_ceiling_in_force_is_the_last_one_adopted_that_has_no_end(built: Project) -> None:
    with opened(built.database) as connection:
        (ceiling,) = rows(connection, "select * from ceiling_in_force")
        (row,) = rows(connection, f"select * from supply_caps where cap_id = '{ceiling['cap_id']}'")
        others = rows(connection, "select * from supply_caps where product = 'refined petroleum products'")
        used = {item["cap_barrels"] for item in rows(connection, "select cap_barrels from cap_position")}
    assert row["period_end"] is None
    assert row["adopted_on"] == max(item["adopted_on"] for item in others if item["period_end"] is None)
    assert used == {ceiling["quantity"]}


def test_no_module_chooses_a_series_or_a_ceiling_of_its_own() -> None:
    own = re.compile(r"cap_by_day limit 1|order by count\(\*\) desc limit 1|kind(\"\\])? ==? [\"']ceiling")
    assert [path.name for path in SOURCE.rglob("*.py") if own.search(path.read_text(encoding="utf-8"))] == []
