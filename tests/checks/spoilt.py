"""One way to break each rule of schemas/rules/: changes of the real tables that it, and no other rule, refuses."""

from __future__ import annotations

from tests.checks.spoiling import (
    Spoil,
    add_particular,
    add_redirect,
    add_request,
    add_source_check,
    both,
    cell,
    copied,
    dropped,
    renamed_vessel,
    second_current_name,
    set_name,
    set_particular,
    twin,
)

# The only sighting of call-002.
SEEN = "sighting-004"

# rule -> (what is spoilt, the file and the column that the finding must name)
SPOILT: dict[str, tuple[Spoil, str, str]] = {
    "call_dates_meet_sightings": (
        copied("sightings", SEEN, sighting_id="sighting-900", date_earliest="2024-03-12", date_latest="2024-03-12"),
        "sightings",
        "date_earliest",
    ),
    "call_dates_not_wider_than_sightings": (
        cell("port_calls", "call-002", "date_latest", "2024-03-20"), "port_calls", "date_latest"
    ),
    "call_has_a_sighting": (cell("sightings", "sighting-044", "call_id", ""), "port_calls", "call_id"),
    "call_has_a_day": (
        cell("sightings", "sighting-044", "inferred", "date_earliest;date_latest;observer"),
        "port_calls", "date_earliest",
    ),
    "call_agrees_with_sightings_on_ship_and_port": (
        copied(
            "sightings", SEEN, sighting_id="sighting-900", port_id="RUNJK", waters="primorye",
            place_as_reported="Nakhodka",
        ),
        "sightings",
        "port_id",
    ),
    "vessel_not_in_two_far_ports": (
        copied(
            "sightings", SEEN, sighting_id="sighting-900", call_id="", port_id="KPNAM", waters="yellow_sea",
            place_as_reported="Nampo",
        ),
        "sightings",
        "port_id",
    ),
    "waters_fit_the_port": (cell("sightings", "sighting-022", "waters", "vostochny"), "sightings", "waters"),
    "call_inside_its_count": (cell("port_calls", "call-002", "count_id", "count-035"), "port_calls", "count_id"),
    "count_not_below_documented_calls": (
        both(
            both(
                cell("port_calls", "call-002", "count_id", "count-008"),
                cell("port_calls", "call-003", "count_id", "count-008"),
            ),
            cell("call_counts", "count-008", "count_low", "1"),
        ),
        "call_counts",
        "count_high",
    ),
    "count_low_not_above_high": (cell("call_counts", "count-002", "count_low", "6"), "call_counts", "count_low"),
    "count_has_a_number": (
        both(cell("call_counts", "count-001", "qualifier", ""), cell("call_counts", "count-001", "count_low", "")),
        "call_counts", "count_low",
    ),
    "pages_have_what_they_state": (
        cell("timeline", "event-030", "event", "The mandate ends."), "timeline", "event"
    ),
    "transit_supports_no_call": (
        copied("sightings", SEEN, sighting_id="sighting-900", activity="transit"), "sightings", "call_id"
    ),
    "dates_in_order": (
        cell("volume_estimates", "estimate-016", "period_start", "2024-05-01"), "volume_estimates", "period_start"
    ),
    "listed_before_delisted": (
        cell("vessel_sanctions", "us-2018-02-23-koti", "delisted_on", "2017-01-01"), "vessel_sanctions", "delisted_on"
    ),
    "removal_is_told_once": (
        cell("vessel_sanctions", "us-2018-10-25-jw-jewel", "delisted_on", "2022-01-01"), "vessel_sanctions", "gone_by"
    ),
    "un_listed_vessel_has_designation": (cell("vessels", "un-hung", "un_listed", "true"), "vessels", "un_listed"),
    "designation_under_its_authority": (
        cell("vessel_sanctions", "un-2018-03-30-chon-ma-san", "programme_id", "kr-autonomous"),
        "vessel_sanctions",
        "programme_id",
    ),
    "designation_not_repeated": (
        copied("vessel_sanctions", "un-2018-03-30-chon-ma-san", designation_id="un-2018-03-30-chon-ma-san-2"),
        "vessel_sanctions",
        "vessel_id",
    ),
    "low_central_high": (
        cell("volume_estimates", "estimate-001", "quantity_low", "200000"), "volume_estimates", "quantity_low"
    ),
    "figure_has_a_unit": (cell("volume_estimates", "estimate-001", "unit", ""), "volume_estimates", "unit"),
    "notified_status_fits": (
        cell("notified_deliveries", "delivery-001", "status", "not_reported"), "notified_deliveries", "status"
    ),
    "two_units_agree": (
        cell("notified_deliveries", "delivery-139", "quantity_alt", "71.5"), "notified_deliveries", "quantity_alt"
    ),
    "tonnes_not_taken_for_barrels": (
        both(dropped("passages", "passage-392"), dropped("corrections", "correction-001")),
        "notified_deliveries",
        "unit",
    ),
    "estimate_says_something": (
        both(
            cell("volume_estimates", "estimate-001", "qualifier", ""),
            cell("volume_estimates", "estimate-001", "quantity_central", ""),
        ), "volume_estimates", "quantity_central",
    ),
    "vessel_value_is_backed": (cell("vessels", "chon-ma-san", "dwt_tonnes", "3600"), "vessels", "dwt_tonnes"),
    "vessel_has_its_name": (second_current_name, "vessel_names", "name_kind"),
    "every_source_is_used": (
        copied("sources", "ft-2024-03-26", source_id="aaa-2024", url="https://example.org/a", title="Another"),
        "sources",
        "source_id",
    ),
    "no_two_sources_are_one_document": (
        both(
            copied("citations", "7-28|record|offshore-energy-2017-11-20-ships", source_id="zzz-2024"),
            copied("sources", "ft-2024-03-26", source_id="zzz-2024", title="Another"),
        ), "sources", "url",
    ),
    "relays_lead_to_a_root": (
        both(
            cell("sources", "nrc-2024-03-26", "relays_source_id", "ft-2024-03-26"),
            cell("sources", "ft-2024-03-26", "relays_source_id", "nrc-2024-03-26"),
        ),
        "sources",
        "relays_source_id",
    ),
    "references_exist": (
        cell("conflicts", "conflict-010", "rival_record_id", "sighting-999"), "conflicts", "rival_record_id"
    ),
    "passage_has_words_or_a_reason": (cell("passages", "passage-001", "locator", ""), "passages", "locator"),
    "passage_is_in_a_source_of_its_record": (
        cell("passages", "passage-001", "source_id", "rfa-2024-10-21"), "passages", "source_id"
    ),
    "passage_is_read_after_publication": (
        cell("passages", "passage-001", "read_on", "2024-03-25"), "passages", "read_on"
    ),
    "identifiers_are_never_reused": (
        lambda tables: add_redirect(tables, "call-001", "call-002"), "redirects", "retired_id"
    ),
    "source_check_fits": (lambda tables: add_source_check(tables, result="gone"), "source_checks", "first_dead_on"),
    "decided_request_has_answer": (
        lambda tables: add_request(tables, "accepted", "", ""), "requests", "state"
    ),
    "calls_are_not_near_duplicates": (
        both(
            copied("sightings", SEEN, sighting_id="sighting-900", call_id="call-900", place_as_reported="Wrangel"),
            copied("port_calls", "call-002", call_id="call-900"),
        ),
        "port_calls",
        "date_earliest",
    ),
    "sightings_are_not_near_duplicates": (
        copied("sightings", SEEN, sighting_id="sighting-900"), "sightings", "sighting_id"
    ),
    "vessels_are_not_near_duplicates": (lambda tables: twin(tables, "a-sa-bong"), "vessels", "name"),
    "port_code_fits_country": (cell("ports", "KPNAM", "country_iso2", "MN"), "ports", "unlocode"),
    "designation_says_its_parts": (
        cell("vessel_sanctions", "un-2018-03-30-chon-ma-san", "listed_on", "2018-03-20"),
        "vessel_sanctions",
        "listed_on",
    ),
    "source_says_its_date": (
        cell("sources", "38-north-2015-07-10", "published_on", "2015-07-11"), "sources", "published_on"
    ),
    "vessel_id_is_a_name": (
        lambda tables: renamed_vessel(tables, "apex", "apax"), "vessels", "vessel_id"
    ),
    "particular_has_its_form": (
        lambda tables: set_particular(tables, "chon-ma-san", "dwt_tonnes", "unit", "barrel"),
        "vessel_particulars",
        "unit",
    ),
    "particular_names_the_ship": (
        lambda tables: add_particular(tables, "a-bong-1", "imo_number", "9129653"), "vessel_particulars", "value"
    ),
    "notified_period_is_whole_months": (
        cell("notified_deliveries", "delivery-001", "period_end", "2017-10-30"), "notified_deliveries", "period_end"
    ),
    "nothing_is_dated_after_its_source": (
        cell("volume_estimates", "estimate-001", "period_end", "2024-03-28"), "volume_estimates", "period_end"
    ),
    "relay_is_not_earlier": (
        cell("sources", "38-north-2015-07-10", "relays_source_id", "a-news-2025-05-29"), "sources", "relays_source_id"
    ),
    "position_is_on_the_minute": (cell("ports", "KPCHO", "latitude", "41.766661"), "ports", "latitude"),
    "port_lies_in_its_waters": (cell("ports", "KPCHO", "latitude", "14.766667"), "ports", "latitude"),
    "sizes_fit_one_ship": (
        both(
            lambda tables: set_particular(tables, "sam-jong-1", "length_m", "value", "700"),
            cell("vessels", "sam-jong-1", "length_m", "700"),
        ), "vessels", "length_m",
    ),
    "sources_agree_on_size": (
        lambda tables: add_particular(tables, "chon-ma-san", "dwt_tonnes", "35650", unit="tonne"),
        "vessel_particulars",
        "value",
    ),
    "unit_fits_what_is_measured": (
        cell("volume_estimates", "estimate-001", "unit", "percent"), "volume_estimates", "unit"
    ),
    "qualifier_fits_its_figures": (
        cell("volume_estimates", "estimate-001", "qualifier", "more_than"), "volume_estimates", "qualifier"
    ),
    "field_is_a_column": (cell("conflicts", "conflict-001", "field", "quantity"), "conflicts", "field"),
    "address_has_a_kind": (cell("sources", "ft-2024-03-26", "url_kind", ""), "sources", "url_kind"),
    "name_is_in_its_script": (
        lambda tables: set_name(tables, "7-28", "script", "Hang"), "vessel_names", "script"
    ),
    "fixed_parameter_does_not_vary": (
        cell("model_parameters", "load-share", "distribution", "fixed"), "model_parameters", "distribution"
    ),
    "derivation_of_what_is_derived": (
        cell("conversion_factors", "factor-001", "method", "derived"), "conversion_factors", "method"
    ),
    "confidence_follows_the_rubric": (
        cell("port_calls", "call-002", "confidence", "confirmed"), "port_calls", "confidence"
    ),
    "date_precision_matches_dates": (
        cell("sightings", "sighting-008", "date_precision", "day"), "sightings", "date_precision"
    ),
    "inferred_is_explained": (cell("port_calls", "call-008", "note", ""), "port_calls", "note"),
    "share_between_zero_and_one": (cell("model_parameters", "load-share", "high", "1.1"), "model_parameters", "high"),
    "shares_of_callers_agree_with_counts": (
        cell("model_parameters", "unseen-share", "high", "0.6"), "model_parameters", "high"
    ),
    "caller_has_a_size": (cell("port_calls", "call-014", "operation", "load"), "port_calls", "vessel_id"),
    "conflict_has_two_sides": (
        cell("conflicts", "conflict-010", "rival_record_id", "sighting-024"), "conflicts", "rival_record_id"
    ),
    "reason_names_its_authority": (
        cell("vessel_sanctions", "un-2018-03-30-chon-ma-san", "reason", "Took part in ship-to-ship oil operations."),
        "vessel_sanctions", "reason",
    ),
    "authors_are_people": (
        cell("sources", "seatrade-2024-11-22", "authors", "Gary Howard;Another"), "sources", "authors"
    ),
    "shared_analyst_is_explained": (
        cell("port_calls", "call-002", "independence_reason", "Other people read the images."),
        "port_calls", "independence_reason",
    ),
    "list_day_has_its_document": (
        cell("programmes", "jp-ship-entry-act", "list_as_of", "2026-01-01"), "programmes", "list_as_of"
    ),
    "name_is_of_the_ship": (
        cell("sightings", SEEN, "vessel_name_as_reported", "Chon Ma San"), "sightings", "vessel_id"
    ),
}  # fmt: skip
