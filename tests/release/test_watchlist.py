"""The list of vessels for screening: one row each, found under every name, with who lists the ship."""

from __future__ import annotations

import csv
from pathlib import Path

from vostochny.database.reading import opened
from vostochny.model.project import Project


def watchlist(downloads: Path) -> dict[str, dict[str, str]]:
    with (downloads / "watchlist.csv").open(encoding="utf-8", newline="") as file:
        return {row["vessel_id"]: row for row in csv.DictReader(file)}


def test_the_watchlist_has_one_row_a_vessel_and_says_who_lists_it(built: Project, downloads: Path) -> None:
    listed = watchlist(downloads)
    with opened(built.database) as connection:
        assert list(listed) == [row[0] for row in connection.execute("select vessel_id from vessels order by 1")]
        for vessel_id, row in listed.items():
            known = connection.execute(
                "select authority, listed_on, coalesce(delisted_on, gone_by) as gone from vessel_sanctions "
                "where vessel_id = ?",
                [vessel_id],
            ).fetchall()
            in_force = {f"{item['authority']} since {item['listed_on']}" for item in known if not item["gone"]}
            assert set(filter(None, row["listed_by"].split(";"))) == in_force
            unlisted = "not_listed" if row["imo_number"] else "cannot_be_checked"
            standing = "listed" if in_force else "formerly_listed" if known else unlisted
            assert row["standing"] == standing
            calls = connection.execute("select count(*) from port_calls where vessel_id = ?", [vessel_id]).fetchone()[0]
            assert int(row["calls"]) == calls == len(list(filter(None, row["call_dates"].split(";"))))
    assert {row["standing"] for row in listed.values()} == {
        "listed", "formerly_listed", "not_listed", "cannot_be_checked",
    }  # fmt: skip
    assert {row["un_listed"] for row in listed.values()} == {"true", "false", ""}
    assert all("UN 2025-12-17" in row["lists_as_of"].split(";") for row in listed.values())
    assert (listed["un-hung"]["standing"], listed["un-hung"]["un_listed"]) == ("cannot_be_checked", "")
    gone = listed["jw-jewel"]
    assert (gone["listed_by"], gone["delisted_by"]) == ("", "US from 2018-10-25, gone by 2024-03-27")
    assert "Wt Marine Pte Ltd (linked company)" in gone["companies"].split(";")


def test_the_watchlist_finds_a_ship_under_its_other_names(downloads: Path) -> None:
    ship = watchlist(downloads)["chon-ma-san"]
    assert ship["imo_number"] == "8660313"
    assert {"Go Mal San 4", "천마산호"} <= set(ship["other_names"].split(";"))
    assert "UN since 2018-03-30" in ship["listed_by"].split(";")
    assert "2024-10-20 Vostochny" in ship["call_dates"]


def test_a_ship_that_nobody_lists_has_the_listing_of_its_reported_owner(downloads: Path) -> None:
    ships = watchlist(downloads)
    assert ships["paek-yang-san-1"]["standing"] == "not_listed"
    assert ships["paek-yang-san-1"]["listed_owners"] == "Paekyangsan Shipping Co Ltd: GB since 2024-05-17"
    assert "Korea Achim Shipping Co: UN since 2018-03-30" in ships["chon-ma-san"]["listed_owners"].split(";")
    assert ships["jw-jewel"]["listed_owners"] == ""


def test_every_column_of_the_watchlist_is_described(built: Project, downloads: Path) -> None:
    view = next(view for view in built.dataset.views if view.name == "watchlist")
    assert [*view.header["columns"], "page"] == list(watchlist(downloads)["chon-ma-san"])
