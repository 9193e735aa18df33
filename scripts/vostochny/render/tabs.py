"""The tabs of the publication, in one list for pages that the site's generator does not lay out: Datasette's."""

from __future__ import annotations

# Title and address of the first page of each, as mkdocs.yml has them; a test compares the two.
TABS = (
    ("Story", "/"),
    ("Calls", "/calls/"),
    ("Ships", "/vessels/"),
    ("How much oil", "/volumes/"),
    ("Evidence", "/sources/"),
    ("Data", "/downloads/"),
    ("About", "/method/"),
)
# The tab under which Datasette is.
HERE = "Data"
# What readers ask and open most, in this order; the others are folded.
FIRST_QUESTIONS = (
    "calls_by_un_listed_vessels",
    "calls_between_two_days",
    "call_with_its_sightings_and_sources",
    "sightings_of_a_ship",
    "vessels_listed_by_whom",
    "estimates_against_the_model",
    "records_in_conflict",
    "what_if",
)
FIRST_TABLES = ("calls", "sightings", "call_counts", "volume_estimates", "vessels", "vessel_sanctions")
