"""What machines that read the web for others may fetch here."""

from __future__ import annotations

from vostochny.model.site_url import site_address

# Every page, table and record has one plain address. Filters, facets and queries make others without end, whose content
# is all in the downloads.
ROBOTS = """\
# Everything is also under {address}downloads/ as files; please take those rather than page after page.
User-agent: *
Disallow: /data/*?
Disallow: /data/*.csv
Disallow: /data/*.json
Disallow: /at/
Disallow: /health
Crawl-delay: 2

Sitemap: {address}sitemap.xml
"""


def robots() -> str:
    """The text of robots.txt (RFC 9309)."""
    return ROBOTS.format(address=site_address())
