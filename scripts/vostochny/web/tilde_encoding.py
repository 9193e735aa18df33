"""Keys of rows in addresses, as Datasette writes them: a tilde and two hexadecimal digits for an unusual byte."""

from __future__ import annotations

from urllib.parse import quote


def tilded(value: str) -> str:
    """A key as Datasette writes it in an address."""
    return "".join(c if (c.isalnum() and c.isascii()) or c in "_-" else tilde(c) for c in value)


def tilde(character: str) -> str:
    """One character that an address cannot have unencoded."""
    return "+" if character == " " else quote(character, safe="").replace("%", "~").replace(".", "~2E")
