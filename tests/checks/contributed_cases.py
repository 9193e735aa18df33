"""The cases of the kit of new rows; contributed.py makes them."""

from __future__ import annotations

from tests.checks.contributed import (
    Case,
    designation,
    elsewhere,
    imo,
    invented_ship,
    later,
    like,
    logged,
    respelt_observer,
    same_source,
    second_particular,
    several,
    times,
)

CASES: list[Case] = [
    *several(
        "a second observer spelt otherwise",
        {
            f"observer {spelling}": respelt_observer(spelling)
            for spelling in (
                "Rusi",
                "R.U.S.I.",
                "RUSI (London)",
                "Royal United Services Institute",
                "rusi",
                "RUSI Institute",
            )
        },
    ),
    *several(
        "a source that is another one",
        {
            "tracker": same_source(url=lambda row: f"{row['url']}?utm_source=feed"),
            "slash": same_source(url=lambda row: f"{row['url']}/"),
            "scheme": same_source(url=lambda row: row["url"].replace("https://", "http://")),
            "anchor": same_source(url=lambda row: f"{row['url']}#comments"),
            "capitals": same_source(url=lambda row: row["url"].upper().replace("HTTPS://", "https://")),
            "quotes": same_source(title=lambda row: f"“{row['title']}”"),
            "small letters": same_source(title=lambda row: row["title"].lower()),
        },
        2,
    ),
    *several(
        "an invented ship",
        {
            "alpha": invented_ship(imo("912345"), "name", "imo_number"),
            "beta": invented_ship(imo("834561"), "name", "imo_number", "vessel_type", "flag_iso2"),
            "gamma": invented_ship(imo("777123"), "name", inferred="imo_number"),
            "delta": invented_ship(imo("901234"), "name", "imo_number", "flag_iso2"),
            "epsilon": invented_ship("9129654", "name", "imo_number"),
        },
    ),
    *several(
        "one figure twice",
        {
            "estimate again": like(
                "volume_estimates", {"measure": "quantity", "usable": "true"}, note="Also printed elsewhere."
            ),
            "delivery again": like("notified_deliveries", {"status": "reported", "unit": "barrel"}, note="Seen again."),
            "count again": like("call_counts", {}, note="Printed again."),
        },
        3,
    ),
    *several(
        "a rival figure without a conflict",
        {
            "delivery": like(
                "notified_deliveries", {"status": "reported", "rounded": "false"}, quantity=times(1.3, "quantity")
            ),
            "count": like("call_counts", {"counted": "calls"}, count_low=times(2, "count_low"), count_high=""),
            "ceiling": like(
                "supply_caps", {"kind": "ceiling", "quantity": "*", "unit": "*"}, quantity=times(1.5, "quantity")
            ),
            "deadweight": second_particular("dwt_tonnes", lambda value: f"{float(value) * 2:.0f}"),
            "number": second_particular("imo_number", lambda _value: imo("765432")),
            "year": second_particular("year_built", lambda value: str(int(value) - 15)),
        },
        2,
    ),
    *several(
        "a day that has not come",
        {
            "source": same_source(published_on=lambda _row: "2027-01-15"),
            "sighting": like(
                "sightings", {"date_precision": "day"}, date_earliest="2027-03-01", date_latest="2027-03-01"
            ),
            "delivery": like(
                "notified_deliveries", {"unit": "barrel"}, period_start="2027-01-01", period_end="2027-01-31"
            ),
            "event": like("timeline", {}, happened_on="2026-12-30", event="Something that is to come"),
            "after its source": like("timeline", {}, happened_on="2026-11-20", event="Something after its source"),
            "passage": like("passages", {"find": "*"}, passage_id="passage-900", read_on="2026-12-24"),
        },
    ),
    *several(
        "a magnitude out of range",
        {
            "a thousand times": like(
                "notified_deliveries",
                {"unit": "barrel", "rounded": "false"},
                quantity=times(1000, "quantity"),
                period_start="2025-06-01",
                period_end="2025-06-30",
            ),
            "ten times a month": like(
                "notified_deliveries",
                {"delivery_id": "delivery-156"},
                quantity=times(10, "quantity"),
                period_start="2025-06-01",
                period_end="2025-06-30",
            ),
            "tonnes for barrels": like(
                "notified_deliveries",
                {"delivery_id": "delivery-155"},
                unit="tonne",
                period_start="2025-06-01",
                period_end="2025-06-30",
            ),
            "estimate": like(
                "volume_estimates",
                {"measure": "quantity", "unit": "barrel", "deliveries": "*"},
                quantity_central=times(100, "deliveries"),
                quantity_low="",
                quantity_high="",
                qualifier="about",
                subject="Oil of that year",
                basis="Worked out here.",
            ),
            "a call of a million": like(
                "volume_estimates",
                {"deliveries": "*", "unit": "barrel", "quantity_central": "*"},
                quantity_central=times(100, "quantity_central"),
                subject="Oil of those calls",
                basis="Worked out here.",
            ),
            "ceiling": like("supply_caps", {"cap_id": "cap-03"}, quantity="5000000"),
            "load share": like("volume_estimates", {"load_share": "*"}, load_share="9"),
            "tiny load share": like(
                "volume_estimates", {"load_share": "*"}, load_share="0.05", subject="Oil of those ships"
            ),
            "factor": like(
                "conversion_factors",
                {"method": "derived", "low": ""},
                factor_id="factor-900",
                factor=times(10, "factor"),
            ),
            "published factor": like(
                "conversion_factors",
                {"product": "gasoline", "unit": "barrel_per_tonne"},
                factor_id="factor-900",
                factor="5.38",
                note="Another table.",
            ),
            "tonnage": second_particular("gross_tonnage", lambda value: f"{float(value) * 10:.0f}"),
            "length": second_particular("length_m", lambda value: f"{float(value) * 10:.0f}"),
            "calls": like(
                "call_counts",
                {"port_id": "RUVYP", "counted": "calls"},
                count_low="4300",
                count_high="",
                qualifier="at_least",
                period_end="2024-12-01",
            ),
        },
    ),
    *several(
        "a forged entry of the log",
        {
            "changed": logged("changed", "Old name", "Another name"),
            "removed": logged("removed", "x", "y"),
            "of nothing": logged("added", "", ""),
        },
    ),
    *several(
        "a sighting that does not fit",
        {
            "another port": like(
                "sightings", {"call_id": "*", "vessel_id": "*"}, port_id="KPNAM", place_as_reported="Nampo"
            ),
            "another day": like(
                "sightings",
                {"call_id": "*"},
                date_earliest=later(9, "date_latest"),
                date_latest=later(9, "date_latest"),
            ),
            "another ship": like("sightings", {"call_id": "*", "vessel_id": "*"}, vessel_name_as_reported="Courageous"),
            "at sea": like("sightings", {"call_id": "*", "activity": "load"}, activity="transit"),
            "again": like("sightings", {"vessel_id": "*"}, note="Seen again."),
            "precision": like("sightings", {"date_precision": "month"}, date_precision="day", note="A day."),
            "borrowed words": like(
                "sightings",
                {"method": "optical_imagery"},
                method="ais",
                date_earliest="2024-06-02",
                date_latest="2024-06-02",
                call_id="",
                note="Seen in June.",
            ),
        },
    ),
    *several(
        "a call that does not fit",
        {
            "again": like("port_calls", {"vessel_id": "*"}),
            "unseen": like(
                "port_calls", {}, date_earliest="2024-10-30", date_latest="2024-10-30", confidence="possible"
            ),
            "outside its series": like(
                "port_calls", {"count_id": "*"}, date_earliest="2025-02-01", date_latest="2025-02-01"
            ),
        },
    ),
    *several(
        "a designation that does not fit",
        {
            "again": designation(),
            "another programme": designation(
                programme_id=lambda row: "tw-no-entry" if row["authority"] != "TW" else "un-1718"
            ),
            "removed before": designation(delisted_on="2010-01-01"),
            "another day": designation(listed_on="2015-05-05"),
            "reference": designation(list_reference="see list"),
            "reason": designation(reason="Took part in smuggling."),
            "name": designation(vessel_name_as_listed="COURAGEOUS II"),
        },
    ),
    *several(
        "cells in the wrong place",
        {
            "note": like("timeline", {}, event=lambda row: row["category"], happened_on="2024-06-03"),
            "title": same_source(title=lambda row: row["publisher"]),
            "subject": like("volume_estimates", {}, subject=lambda row: row["measure"], basis="Worked out."),
            "formula": like("timeline", {}, event="=HYPERLINK(A1)"),
            "markup": like("timeline", {}, event="<b>Bold</b> words"),
            "script": same_source(publisher=lambda row: row["publisher"].replace("a", "а").replace("e", "е")),
            "borrowed event": like("timeline", {}, happened_on="2024-06-04"),
        },
    ),
    *several(
        "a cell that belongs to another row",
        {
            "name of another ship": elsewhere(
                "vessel_names", "vessel_id", "chon-ma-san", script="Latn", name_kind="former"
            ),
            "name in Hangul of another ship": elsewhere("vessel_names", "vessel_id", "koti", script="Hang"),
            "number of another ship": elsewhere("vessel_particulars", "vessel_id", "koti", attribute="mmsi"),
            "flag of another year": second_particular("flag_iso2", lambda _value: "PA"),
            "owner of another ship": elsewhere("vessel_organisations", "organisation_id", "toplivo-bunkering-company"),
            "document of an earlier year": elsewhere("citations", "record_id", "count-004", relation="supports"),
            "address that looks alike": same_source(
                url=lambda row: row["url"].replace(".com/", ".co/").replace(".org/", ".orq/")
            ),
        },
    ),
    *several(
        "an amount said otherwise",
        {
            "not reported, reported as nothing": like(
                "notified_deliveries", {"status": "not_reported"}, status="reported", quantity="0", unit="barrel"
            ),
            "a barrel more": like("notified_deliveries", {"delivery_id": "delivery-166"}, quantity="18155"),
            "a call of a sister ship": like("sightings", {"vessel_id": "*", "call_id": "*"}, vessel_id="chon-ma-san"),
            "a hedge dropped": like("sightings", {"identity_hedge": "*"}, identity_hedge="", note=""),
            "a corrected correction": like(
                "corrections", {}, correction_id="correction-900", record_id="delivery-170", as_printed="256861"
            ),
        },
    ),
]
