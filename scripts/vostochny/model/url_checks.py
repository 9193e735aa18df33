"""What makes a web address one that a source may be given by: public, plain, and what it looks like."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

# Names that no public server answers to (RFC 2606, RFC 6761, RFC 6762, RFC 8375, RFC 9476).
PRIVATE_ENDINGS = (
    "alt",
    "home.arpa",
    "internal",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "onion",
    "test",
)
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
# Small Cyrillic and Greek letters that a reader takes for Latin ones (Unicode Technical Standard 39).
LOOKALIKES = set("аеорсухіјѕһӏԁԛԝքոսαονρυικ")


def url_fault(text: str) -> str:
    """What is wrong with an absolute web address, or an empty text.

    It must name a public host without user name or password, and a page rather than a place on the front page alone.
    """
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        return f"the URL cannot be parsed: {error}"
    if parts.username is not None or parts.password is not None:
        return "the address holds a user name or a password"
    return host_fault(host) or fragment_fault(parts)


def fragment_fault(parts: SplitResult) -> str:
    """A fragment of the front page is not an address: servers never see it, and the page changes under it."""
    if parts.fragment and parts.path in ("", "/") and not parts.query:
        return f"the address leads to the front page only; #{parts.fragment} is never sent to a server"
    return ""


def host_fault(host: str) -> str:
    """A public name of at least two labels, or a public number, that looks like what it is."""
    if number := address_number(host):
        return "" if number.is_global else f"{host} is not a public host"
    labels = host.rstrip(".").split(".")
    if len(labels) < 2:
        return f"{host or 'the address'} has no host with a dot in it"
    if any(host.rstrip(".") == name or host.rstrip(".").endswith(f".{name}") for name in PRIVATE_ENDINGS):
        return f"{host} is not a public host"
    if not re.search(r"[a-z]|[^\x00-\x7f]", labels[-1]) or labels[-1].startswith("0x"):
        return f"{host} is a number in disguise"
    return next(filter(None, map(label_fault, labels)), "")


def address_number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The host as an IP address, if it is one."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def label_fault(label: str) -> str:
    """One part of a host: of plain form, of one script, and not of foreign letters that pass for Latin ones."""
    shown = label
    if label.startswith("xn--"):
        try:
            shown = label[4:].encode("ascii").decode("punycode")
        except (UnicodeError, ValueError):
            return f"{label!r} is not a name that punycode can spell"
    elif label.isascii():
        return "" if LABEL.fullmatch(label) else f"{label!r} cannot be part of a host"
    letters = [character for character in shown if character.isalpha()]
    scripts = {unicodedata.name(character, "UNKNOWN").split()[0] for character in letters}
    if len(scripts) > 1 and not scripts <= {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "LATIN"}:
        return f"{label!r} mixes letters of {' and '.join(map(str.capitalize, sorted(scripts)))} in one name"
    if letters and set(letters) <= LOOKALIKES:
        return f"{label!r} is spelt with letters that only look Latin"
    return ""
