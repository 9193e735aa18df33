"""One way to break each rule against what a tired or hostile contributor does; beside those of spoilt.py."""

from __future__ import annotations

from tests.checks.spoiling import Spoil, both, cell, copied, dropped
from tests.checks.spoilt_organisations import ALL as EARLIER
from tests.conftest import RawTables, add_row

GHOST = "ghost-star"


def invented_ship(tables: RawTables) -> tuple[str, int]:
    """A ship with a valid number, of which no document says anything but its name."""
    line = add_row(
        tables["vessels"],
        "7-28",
        vessel_id=GHOST,
        name="Ghost Star",
        imo_number="9074729",
        flag_iso2="",
        un_listed="false",
    )
    key = "7-28|7-28|ofac-sdn-2026-03"
    add_row(tables["vessel_names"], key, vessel_id=GHOST, name="Ghost Star")
    for attribute, value in (("name", "Ghost Star"), ("imo_number", "9074729")):
        add_row(
            tables["vessel_particulars"], "7-28|imo_number|8898831|ofac-sdn-2026-03",
            vessel_id=GHOST, attribute=attribute, value=value,
        )  # fmt: skip
    return "vessels", line


CONTRIBUTIONS: dict[str, tuple[Spoil, str, str]] = {
    "call_in_a_series_says_so": (
        both(cell("port_calls", "call-002", "inferred", ""), cell("port_calls", "call-002", "count_id", "")),
        "port_calls", "count_id",
    ),
    "call_is_that_of_its_sightings": (cell("port_calls", "call-002", "berth", "Oil terminal"), "port_calls", "berth"),
    "ceiling_fits_its_resolution": (cell("supply_caps", "cap-03", "paragraph", "6"), "supply_caps", "paragraph"),
    "day_is_that_of_its_list": (
        cell("vessel_sanctions", "us-2018-10-25-jw-jewel", "gone_by", "2026-03-21"), "vessel_sanctions", "gone_by"
    ),
    "effort_agrees_with_its_count": (
        cell("observation_effort", "effort-001", "period_end", "2024-05-30"), "observation_effort", "period_end"
    ),
    "estimate_agrees_with_its_count": (
        cell("volume_estimates", "estimate-088", "deliveries", "78"), "volume_estimates", "deliveries"
    ),
    "factor_fits_its_product": (
        cell("conversion_factors", "factor-043", "factor", "9.77"), "conversion_factors", "factor"
    ),
    "events_are_not_near_duplicates": (
        copied("timeline", "event-001", event_id="event-900", event="Security Council adopts resolution 2375 again"),
        "timeline", "event",
    ),
    "figures_are_not_near_duplicates": (
        copied("volume_estimates", "estimate-002", estimate_id="estimate-900", subject="Oil of March"),
        "volume_estimates",
        "estimate_id",
    ),
    "identity_is_explained": (cell("vessels", "chon-ma-san", "record_kind", "identity"), "vessels", "record_kind"),
    "organisation_id_is_a_name": (cell("organisations", "dv-ink", "name", "DW Ink LLC"), "organisations", "name"),
    "part_of_a_count_has_its_whole": (
        cell("call_counts", "count-024", "counted", "calls_by_un_listed"), "call_counts", "counted"
    ),
    "correction_changes_one_thing": (
        cell("corrections", "correction-004", "as_used", "105845"), "corrections", "as_used"
    ),
    "entry_is_that_of_the_record": (
        cell("passages", "passage-565", "locator", "subject_names.csv, DPR0100"), "passages", "locator"
    ),
    "interest_is_that_of_the_ship": (
        cell(
            "vessel_sanctions", "us-2018-02-23-sam-jong-2", "reason",
            "The US Treasury blocks the ship as property in which Korea Samma Shpg Co has an interest.",
        ), "vessel_sanctions", "reason",
    ),
    "passage_fits_its_source": (cell("passages", "passage-644", "language", "ja"), "passages", "language"),
    "range_is_that_of_its_factors": (
        cell("model_parameters", "barrels-per-tonne-gasoil", "low", "7.32"), "model_parameters", "low"
    ),
    "current_name_is_backed": (
        copied("vessel_names", "7-28|7-28|ofac-sdn-2026-03", source_id="ft-2024-03-26"), "vessel_names", "name"
    ),
    "list_reference_has_its_form": (
        cell("organisation_designations", "gb-2024-05-17-toplivo-bunkering-company", "list_reference", "RUS"),
        "organisation_designations", "list_reference",
    ),
    "load_state_is_what_its_words_say": (
        cell("sightings", "sighting-032", "load_detail", "Arrived empty, about 20 days after the image at Vostochny."),
        "sightings", "load_state",
    ),
    "method_changes_follow": (
        cell("method_changes", "method-004", "width_before", "640000"), "method_changes", "width_before"
    ),
    "method_names_its_observer": (cell("sightings", "sighting-010", "observer", "VOA"), "sightings", "observer"),
    "month_is_not_missing": (
        # The line is that of the month before the one that is missing.
        both(
            both(dropped("passages", "passage-1229"), dropped("notified_deliveries", "delivery-155")),
            cell("notified_deliveries", "delivery-154", "status", "reported"),
        ), "notified_deliveries", "period_end",
    ),
    "months_add_up": (
        cell("notified_deliveries", "delivery-031", "quantity", "3482"), "notified_deliveries", "quantity"
    ),
    "notified_total_covers_its_parts": (
        cell("notified_deliveries", "delivery-182", "as_of", "2025-06-22"), "notified_deliveries", "as_of"
    ),
    "organisation_fits_its_kind": (
        cell("organisations", "tsmrbank", "part", "trade"), "organisations", "part"
    ),
    "person_is_printed": (
        cell("source_people", "seatrade-2024-11-22|Gary Howard", "person", "G. Howard"), "source_people", "person"
    ),
    "programme_says_its_authority": (
        cell("programmes", "us-dprk-eo13551", "legal_basis", "Executive Order 13515"), "programmes", "legal_basis"
    ),
    "quantity_fits_its_period": (
        cell("notified_deliveries", "delivery-003", "quantity", "11293"), "notified_deliveries", "quantity"
    ),
    "rival_figures_are_declared": (
        copied("notified_deliveries", "delivery-041", delivery_id="delivery-900", quantity="1311"),
        "notified_deliveries", "quantity",
    ),
    "scenario_says_its_value": (
        both(
            cell("model_parameters", "scenario-load-share-60", "high", "0.65"),
            cell("model_parameters", "scenario-load-share-60", "distribution", "triangular"),
        ), "model_parameters", "high",
    ),
    "name_and_number_are_of_one_ship": (
        copied("vessel_names", "a-sa-bong|Hai Jun|korea-news-gazette-2024-01-17", vessel_id="koti"),
        "vessel_names", "name",
    ),
    "ship_has_a_document": (invented_ship, "vessels", "vessel_id"),
    "source_is_of_its_publisher": (
        cell("sources", "voa-2024-05-08", "publisher", "Voice of America"), "sources", "publisher"
    ),
    "what_is_stated_is_chosen": (cell("vessels", "sam-jong-1", "length_m", ""), "vessels", "length_m"),
}  # fmt: skip

ALL = {**EARLIER, **CONTRIBUTIONS}
