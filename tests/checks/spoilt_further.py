"""Further ways to break rules that spoilt.py and spoilt_contributions.py break once; each names its own cell."""

from __future__ import annotations

from tests.checks.spoiling import Spoil, add_request, add_source_check, both, cell, copied

# Further ways: a source that is another one, by its address and by its title, and days that no document has.
FURTHER: list[tuple[str, tuple[Spoil, str, str]]] = [
    ("address_has_a_kind", (cell("sources", "eu-269-consolidated-2026", "url_kind", "site"), "sources", "url_kind")),
    ("name_is_in_its_script", (
        cell("sources", "asia-economy-2024-03-26", "title_original", "Oil for the North"), "sources",
        "title_original",
    )),
    ("correction_changes_one_thing", (
        cell("corrections", "correction-002", "unit_as_used", "percent"), "corrections", "unit_as_used"
    )),
    ("entry_is_that_of_the_record", (
        cell("organisation_designations", "un-2018-03-30-myohyang-shipping", "list_reference", "KPe.061"),
        "organisation_designations", "list_reference",
    )),
    ("entry_is_that_of_the_record", (
        cell("organisations", "stroytreyd", "identifiers", ""), "organisations", "identifiers"
    )),
    ("entry_is_that_of_the_record", (
        cell("organisation_designations", "us-2024-12-16-sibregiongaz", "list_reference", ""),
        "organisations", "identifiers",
    )),
    ("entry_is_that_of_the_record", (
        cell(
            "citations", "un-2016-03-02-tan-chon|listed_on|un-1718-designated-vessels-2020-06-04", "locator",
            "IMO 7640380",
        ), "citations", "locator",
    )),
    ("entry_is_that_of_the_record", (
        cell(
            "vessel_organisations", "yu-jong-2|korea-yujong-shipping|owner|un-consolidated-list-2026-02-27", "locator",
            "KPe.068",
        ), "vessel_organisations", "locator",
    )),
    ("vessel_has_its_name", (
        cell("vessel_names", "7-28|7-28|ofac-sdn-2026-03", "name", "Korea Achim Shipping Co"), "vessel_names", "name"
    )),
    ("estimate_says_something", (
        both(
            cell("volume_estimates", "estimate-001", "flow", "rail"),
            cell("volume_estimates", "estimate-001", "vessel_id", "chon-ma-san"),
        ), "volume_estimates", "vessel_id",
    )),
    ("current_name_is_backed", (
        cell("vessel_names", "chong-bong|Blue Nouvelle|eu-regulation-2017-1509", "source_id", "eu-regulation-833-2014"),
        "vessel_names", "source_id",
    )),
    ("effort_agrees_with_its_count", (
        cell("observation_effort", "effort-005", "period_end", "2020-01-31"), "observation_effort", "period_end"
    )),
    ("notified_status_fits", (
        cell("notified_deliveries", "delivery-175", "as_of", "2024-12-04"), "notified_deliveries", "as_of"
    )),
    ("notified_status_fits", (
        cell("notified_deliveries", "delivery-101", "rounded", "true"), "notified_deliveries", "rounded"
    )),
    ("port_lies_in_its_waters", (cell("ports", "KPCHO", "oil_facilities", ""), "ports", "oil_facilities")),
    ("position_is_on_the_minute", (cell("ports", "RUKZM", "longitude", "133.016668"), "ports", "longitude")),
    ("source_is_of_its_publisher", (cell("sources", "news1-2024-05-08", "kind", "trade_press"), "sources", "kind")),
    ("source_is_of_its_publisher", (
        cell("sources", "offshore-energy-2018-01-koti", "licence", "CC BY (Geoscience Australia site)"), "sources",
        "licence",
    )),
    ("ceiling_fits_its_resolution", (cell("timeline", "event-007", "category", "report"), "timeline", "category")),
    ("entry_is_that_of_the_record", (
        cell("citations", "RUVYP|latitude|nga-world-port-index-2022-10-03-copy", "locator", "World Port Index 60730"),
        "citations", "locator",
    )),
    ("entry_is_that_of_the_record", (
        cell("passages", "passage-1087", "locator", "subject_names"), "passages", "locator"
    )),
    ("factor_fits_its_product", (
        cell("conversion_factors", "factor-101", "product", "any liquid"), "conversion_factors", "product"
    )),
    ("fixed_parameter_does_not_vary", (
        cell("model_parameters", "scenario-load-share-90", "drawn", "once_per_call"), "model_parameters", "drawn"
    )),
    ("person_is_printed", (
        cell("source_people", "newsweek-2024-04|Jennifer Jun", "organisation", ""), "source_people", "organisation"
    )),
    ("person_is_printed", (
        cell("source_people", "ft-2024-03-26|Joseph Byrne", "organisation", "CSIS"), "source_people", "organisation"
    )),
    ("position_is_found_or_not", (
        cell("positions", "position-017", "about", "Its South Korean listing"), "positions", "about"
    )),
    ("position_is_on_the_minute", (cell("ports", "RUVVO", "longitude", "131.900001"), "ports", "longitude")),
    ("waters_fit_the_port", (cell("sightings", "sighting-024", "waters", "korea_strait"), "sightings", "waters")),
    ("source_check_fits", (
        lambda tables: add_source_check(tables, http_status="201", result="alive", first_dead_on=""), "source_checks",
        "http_status",
    )),
    ("passage_fits_its_source", (
        cell("passages", "passage-1141", "not_located", "not_readable"), "passages", "not_located"
    )),
    ("person_is_printed", (
        cell("source_people", "bbc-2024-11-22-newstoper-copy|Joseph Byrne", "inferred", ""), "source_people", "inferred"
    )),
    ("person_is_printed", (
        cell("source_people", "seatrade-2024-11-22|Gary Howard", "made_analysis", "true"), "source_people",
        "made_analysis",
    )),
    ("position_is_found_or_not", (
        cell("positions", "position-003", "said_on", "2024-02-05"), "positions", "said_on"
    )),
    ("range_is_that_of_its_factors", (
        cell("model_parameters", "barrels-per-tonne-fuel-oil", "high", "6.95"), "model_parameters", "high"
    )),
    ("no_two_sources_are_one_document", (
        copied(
            "sources", "voa-2024-05-08", source_id="voa-2024-05-08-b", title="Another title",
            url="HTTPS://www.VOAKorea.com/amp/7601789.html/?utm_source=feed#top",
        ), "sources", "url",
    )),
    ("source_is_of_its_publisher", (
        cell("sources", "sankei-2024-11-23", "title_kind", "original"), "sources", "title_original"
    )),
    ("no_two_sources_are_one_document", (
        copied(
            "sources", "voa-2024-05-08", source_id="voa-2024-05-08-b", url="https://www.voakorea.com/amp/1.html",
            title="“Russian Firm” looks for tanker: Vostochny to Nampo",
        ), "sources", "title",
    )),
    ("months_add_up", (
        both(
            both(
                cell("notified_deliveries", "delivery-132", "quantity", "5140"),
                cell("notified_deliveries", "delivery-133", "quantity", "10666"),
            ),
            # The line is that of the total.
            cell("notified_deliveries", "delivery-148", "status", "reported"),
        ), "notified_deliveries", "quantity",
    )),
    ("notified_total_covers_its_parts", (
        cell("notified_deliveries", "delivery-168", "quantity", "263000"), "notified_deliveries", "quantity"
    )),
    ("quantity_fits_its_period", (
        cell("volume_estimates", "estimate-088", "quantity_central", "10155880"), "volume_estimates", "deliveries"
    )),
    ("figures_are_not_near_duplicates", (
        copied("notified_deliveries", "delivery-041", delivery_id="delivery-900"),
        "notified_deliveries", "delivery_id",
    )),
    ("figures_are_not_near_duplicates", (
        copied("call_counts", "count-030", count_id="count-900"), "call_counts", "count_id",
    )),
    ("ship_has_a_document", (
        cell("vessels", "chon-ma-san", "inferred", "imo_number"), "vessels", "inferred",
    )),
    ("source_check_fits", (
        lambda tables: add_source_check(tables, http_status="200"), "source_checks", "http_status"
    )),
    ("decided_request_has_answer", (
        lambda tables: add_request(tables, "recorded", "2026-11-19", "Entered."), "requests", "state"
    )),
    ("organisation_listing_has_a_day", (
        cell("organisation_designations", "us-2024-09-19-dmitry-nikulin", "seen_in_list_of", ""),
        "organisation_designations", "seen_in_list_of",
    )),
    ("passage_is_in_a_source_of_its_record", (
        copied(
            "passages", "passage-001", passage_id="passage-99900", record_id="etoday-2023-06-13",
            fields="title_original",
        ), "passages", "source_id",
    )),
]  # fmt: skip
