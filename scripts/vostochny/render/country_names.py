"""Names of countries in everyday English."""

from __future__ import annotations


def with_article(name: str) -> str:
    """The name of an authority or observer in a sentence: the United Kingdom, Canada, the UN Panel of Experts."""
    return f"the {name}" if name.startswith(("United", "European", "UN ", "Open Source", "Multilateral")) else name


def country(code: object) -> str:
    """The name of a country in everyday English; an empty text where no code is given."""
    import pycountry

    if not code:
        return ""
    if code == "RU":  # the one country here whose name in ISO 3166-1 nobody uses
        return "Russia"
    found = pycountry.countries.get(alpha_2=str(code))
    return str(getattr(found, "common_name", found.name)) if found else str(code)
