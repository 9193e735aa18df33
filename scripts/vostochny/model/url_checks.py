"""What makes a web address one that a source may be given by: public, plain, and what it looks like."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, quote, urlsplit

from vostochny.model.scripts import EAST_ASIAN, latin_double, script

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
# What ends an address in Markdown, in HTML or in a text (RFC 3986, appendix C), unless it is percent-encoded.
MARKS = re.compile(r"[\[\](){}<>|\\^`\"]")
# Public names that answer with the address of whoever asks for it in the name, or with that of this machine.
MIRRORS = (
    "nip.io", "sslip.io", "xip.io", "traefik.me", "localtest.me", "lvh.me", "vcap.me", "lacolhost.com", "localho.st",
    "local.gd", "rbndr.us", "1u.ms", "beeceptor.com", "fuf.me", "smackaho.st", "ulh.us", "42foo.com",
)  # fmt: skip
# An IPv4 address in the labels of a name, with points or hyphens between its parts.
NUMBER_IN_NAME = re.compile(r"(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?=[.-]|$)")


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
    return host_fault(host) or mark_fault(text.partition(parts.netloc)[2]) or fragment_fault(parts)


def mark_fault(after_host: str) -> str:
    """Brackets and other marks that end an address in a text, in Markdown or in HTML."""
    found = MARKS.search(after_host)
    return f"{found[0]!r} must be written as {quote(found[0], safe='')}" if found else ""


def fragment_fault(parts: SplitResult) -> str:
    """A fragment of the front page is not an address: servers never see it, and the page changes under it."""
    if parts.fragment and parts.path in ("", "/") and not parts.query:
        return f"the address leads to the front page only; #{parts.fragment} is never sent to a server"
    return ""


def host_fault(host: str) -> str:
    """A public name of at least two labels, or a public number, that looks like what it is."""
    if number := address_number(host):
        return "" if is_public(number) else f"{host} is not a public host"
    labels = host.rstrip(".").split(".")
    if len(labels) < 2:
        return f"{host or 'the address'} has no host with a dot in it"
    if any(host.rstrip(".") == name or host.rstrip(".").endswith(f".{name}") for name in PRIVATE_ENDINGS + MIRRORS):
        return f"{host} is not a public host"
    for found in NUMBER_IN_NAME.findall(host):
        inside = address_number(".".join(str(int(part)) for part in found))
        if inside and not is_public(inside):
            return f"{host} leads to {inside}, which is not a public host"
    if not re.search(r"[a-z]|[^\x00-\x7f]", labels[-1]) or labels[-1].startswith("0x"):
        return f"{host} is a number in disguise"
    return next(filter(None, map(label_fault, labels)), "")


def address_number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The host as an IP address, if it is one."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_public(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether anybody can reach an address; one of version 6 that holds one of version 4 is judged by that."""
    if isinstance(number, ipaddress.IPv6Address):
        inside = number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1]
        if number in ipaddress.ip_network("64:ff9b::/96"):
            inside = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(inside)
    return number.is_global and not number.is_multicast


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
    # Browsers map other forms of a character to it (UTS 46), full-width digits and points among them.
    if unicodedata.normalize("NFKC", shown) != shown or not all(is_in_name(character) for character in shown):
        kind = "punycode for" if label != shown else "written with"
        return f"{label!r} is {kind} characters that no name of a host has"
    letters = [character for character in shown if character.isalpha()]
    scripts = {script(character) for character in letters} - {"COMMON", "INHERITED"}
    if len(scripts) > 1 and not scripts <= EAST_ASIAN | {"LATIN"}:
        return f"{label!r} mixes letters of {' and '.join(map(str.capitalize, sorted(scripts)))} in one name"
    if letters and "LATIN" not in scripts and all(map(latin_double, letters)):
        return f"{label!r} is spelt with letters that only look Latin"
    return ""


def is_in_name(character: str) -> bool:
    """Whether a character can be part of a label: a letter, a mark on one, a digit or a hyphen (RFC 5892)."""
    return character == "-" or unicodedata.category(character) in {"Ll", "Lo", "Lm", "Mn", "Mc", "Nd"}
