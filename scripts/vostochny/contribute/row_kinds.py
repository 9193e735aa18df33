"""What a contributor may call a row, and the table that it goes into."""

from __future__ import annotations

KINDS = {
    "sighting": "sightings",
    "call": "port_calls",
    "source": "sources",
    "vessel": "vessels",
    "designation": "vessel_sanctions",
    "name": "vessel_names",
    "particular": "vessel_particulars",
    "citation": "citations",
    "passage": "passages",
    "conflict": "conflicts",
    "count": "call_counts",
    "estimate": "volume_estimates",
    "delivery": "notified_deliveries",
    "event": "timeline",
    "correction": "corrections",
    "request": "requests",
    "organisation": "organisations",
    "listing": "organisation_designations",
    "list-check": "listing_checks",
    "tie": "vessel_organisations",
    "position": "positions",
    "search": "searches",
}
