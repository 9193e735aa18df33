"""Names of authorities and countries for people."""

from __future__ import annotations

AUTHORITIES = {
    "UN": "United Nations",
    "US": "United States",
    "EU": "European Union",
    "GB": "United Kingdom",
    "KR": "South Korea",
    "JP": "Japan",
    "CN": "China",
    "TW": "Taiwan",
}

COUNTRIES = {"RU": "Russia", "KP": "North Korea"}
