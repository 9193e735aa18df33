"""Forty questions to the tools, and the SQL that asks the database for the number or text of the answer."""

from __future__ import annotations

FIGURES = [
    "count-001", "count-003", "count-004", "count-005", "count-007", "count-011", "count-016", "count-022",
    "estimate-001", "estimate-002", "estimate-006", "estimate-010", "estimate-011", "estimate-013", "estimate-015",
]  # fmt: skip
CALLS = ["call-001", "call-004", "call-008", "call-011", "call-012", "call-013"]
SHIPS = ["PAEK YANG SAN1", "paek-yang-san-1", "Chon Ma San", "chonmasan", "IMO 8691702", "7303803", "Wol Bong San"]
DAYS = [
    ("Chon Ma San", "2018-03-01"),
    ("Chon Ma San", "2024-10-20"),
    ("An San 1", "2017-01-01"),
    ("Yu Son", "2018-02-23"),
]
COUNTS = ["port_calls", "sightings", "vessels", "sources", "conflicts", "vessel_sanctions"]

FIGURE = """
select coalesce(count_low, 0) as number from call_counts where count_id = :id
union all select coalesce(quantity_low, quantity_central, quantity_high) from volume_estimates where estimate_id = :id
"""
CALL = "select date_earliest || ' to ' || date_latest from port_calls where call_id = :id"
SHIP = "select count(*) from port_calls where vessel_id = :id"
LISTED = """
select group_concat(authority, ', ') from (
  select distinct authority from vessel_sanctions join vessels using (vessel_id)
  where name = :ship and (listed_on = :day or (listed_on < :day and instr(:day, listed_on) = 0)) and delisted_on is null
  order by authority
)
"""
