"""The configuration that comes with the static folder names the path of the site and every type of its files."""

from __future__ import annotations

import pytest

from vostochny.explore.host_config import headers_file, nginx_snippet
from vostochny.web.content_types import CONTENT_TYPES


@pytest.mark.parametrize(("site", "prefix"), [("https://example.org/", "/"), ("https://example.org/a/b", "/a/b/")])
def test_the_snippet_for_nginx_is_for_the_path_of_the_site(
    monkeypatch: pytest.MonkeyPatch, site: str, prefix: str
) -> None:
    monkeypatch.setenv("SITE_URL", site)
    lines = [line.strip() for line in nginx_snippet().splitlines()]
    assert f"location {prefix} {{" in lines
    assert f"location {prefix}downloads/ {{" in lines
    assert f"error_page 404 {prefix}404.html;" in lines
    assert f"location {prefix}desk/ {{" in lines
    # Other sites may read the downloads and what newsrooms take, and nothing else.
    assert lines.count('add_header access-control-allow-origin "*" always;') == 2


def test_the_file_of_headers_names_every_type() -> None:
    told = headers_file()
    for suffix, kind in CONTENT_TYPES.items():
        assert not suffix or f"/downloads/*{suffix}\n  content-type: {kind}\n" in told
