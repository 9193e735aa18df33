"""robots.txt keeps crawlers from addresses without end, and from nothing that a reader would look for."""

from __future__ import annotations

import re

import pytest

from vostochny.site.robots_txt import robots


def allowed(address: str) -> bool:
    """Whether robots.txt lets an address be fetched (RFC 9309, section 2.2.3: * for anything, no $ is used here)."""
    rules = re.findall(r"^Disallow: (\S+)$", robots(), re.MULTILINE)
    assert rules
    return not any(re.match(re.escape(rule).replace(r"\*", ".*"), address) for rule in rules)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/vessels/chon-ma-san/",
        "/data/",
        "/data/vostochny/port_calls",
        "/data/vostochny/ports/RUVYP",
        "/downloads/a.csv",
    ],
)
def test_pages_tables_records_and_files_may_be_fetched(address: str) -> None:
    assert allowed(address)


@pytest.mark.parametrize(
    "address",
    [
        "/data/vostochny?sql=select+1",
        "/data/vostochny/sightings?_facet=method",
        "/data/vostochny/sightings?_next=100",
        "/data/vostochny/sightings.csv?_size=max",
        "/data/vostochny/sightings.json",
        "/at/0123456789abcdef/data/",
    ],
)
def test_filters_facets_queries_and_exports_may_not(address: str) -> None:
    assert not allowed(address)


def test_it_names_the_sitemap_at_the_address_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://ledger.example")
    assert "\nSitemap: https://ledger.example/sitemap.xml\n" in robots()
