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
# Those above list ships; these list organisations as well, or their lists were looked for.
ALL_AUTHORITIES = AUTHORITIES | {"CA": "Canada", "AU": "Australia", "NZ": "New Zealand", "CH": "Switzerland"}


def with_article(name: str) -> str:
    """The name of an authority as it stands in a sentence: the United Kingdom, Canada."""
    return f"the {name}" if name.startswith(("United", "European")) else name


def country(code: object) -> str:
    """The name of a country in everyday English; an empty text where no code is given."""
    import pycountry

    if not code:
        return ""
    if code == "RU":  # the one country here whose name in ISO 3166-1 nobody uses
        return "Russia"
    found = pycountry.countries.get(alpha_2=str(code))
    return str(getattr(found, "common_name", found.name)) if found else str(code)
