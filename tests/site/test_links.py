"""Links from the root of a host become relative ones, wherever the page is."""

from __future__ import annotations

import pytest

from vostochny.site.relative_links import relative_links

SITE = "https://example.org/ledger/"


@pytest.mark.parametrize(
    ("here", "link", "expected"),
    [
        ("index.html", "/data/vostochny", "data/vostochny"),
        ("index.html", "/", "./"),
        ("calls/call-001/index.html", "/downloads/ports.csv", "../../downloads/ports.csv"),
        ("calls/call-001/index.html", "/cite/", "../../cite/"),
        (
            "calls/index.html",
            "/data/vostochny/calls?_sort=year&amp;x=/a",
            "../data/vostochny/calls?_sort=year&amp;x=/a",
        ),
        ("calls/index.html", "/timeline/#event-1", "../timeline/#event-1"),
        ("calls/index.html", "/calls/", "./"),
        ("404.html", "/data/", "/ledger/data/"),
        ("404.html", "/ledger/calls/", "/ledger/calls/"),
        ("calls/index.html", "//other.example/x", "//other.example/x"),
        ("calls/index.html", "https://other.example/x", "https://other.example/x"),
        ("calls/index.html", "../vessels/", "../vessels/"),
    ],
)
def test_a_link_works_wherever_the_folder_is(here: str, link: str, expected: str) -> None:
    assert relative_links(f'<a href="{link}">', here, SITE) == f'<a href="{expected}">'
