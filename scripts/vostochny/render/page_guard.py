"""The second line of defence: what the HTML of a page may consist of, whatever the first line let through.

A page may have the elements and attributes that the theme and this program write, inline scripts of the theme alone,
scripts from the site's own folder, and links to addresses that a column of addresses or a page written by hand gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def names(listed: str) -> frozenset[str]:
    """Names that are written with spaces between them."""
    return frozenset(listed.split())


# Attributes of any element; those beginning with `aria-` and `data-` run nothing and load nothing.
ANYWHERE = names("class dir hidden id lang role style tabindex title")
PLAIN = (
    "abbr address article aside b blockquote br caption code col colgroup dd del dl dt em figcaption figure footer h1 "
    "h2 h3 h4 h5 h6 datalist dfn div fieldset header hgroup hr i ins kbd legend li main mark nav ol p pre q s samp "
    "search section small span strong sub summary sup table tbody td tfoot th thead tr u ul var wbr"
)
WITH_ATTRIBUTES = {
    "a": "href download rel target",
    "button": "type name value disabled",
    "col": "span",
    "details": "open name",
    "form": "name",
    "img": "src alt width height loading",
    "input": "name type value min max step placeholder required checked autocomplete inputmode list size pattern",
    "label": "for",
    "link": "rel href type as media",
    "meta": "name content property charset http-equiv",
    "ol": "start",
    "option": "value selected",
    "meter": "value min max low high optimum",
    "optgroup": "label",
    "output": "for name",
    "progress": "value max",
    "script": "src type async defer",
    "select": "name multiple required",
    "td": "colspan rowspan headers",
    "textarea": "name rows cols required placeholder readonly",
    "th": "colspan rowspan scope abbr",
    "time": "datetime",
    "title": "",
}
# Drawings: shapes and text, nothing that moves, embeds or refers to something outside.
DRAWN = "circle clipPath defs desc ellipse g line linearGradient path pattern polygon polyline rect stop svg text tspan"
DRAWN_ATTRIBUTES = names(
    "clip-path cx cy d display dominant-baseline dx dy fill fill-opacity fill-rule font-family font-size font-style "
    "font-weight gradientunits height offset opacity patterntransform patternunits pointer-events points "
    "preserveaspectratio r rx ry stop-color stop-opacity stroke stroke-dasharray stroke-linecap stroke-linejoin "
    "stroke-miterlimit stroke-opacity stroke-width text-anchor transform version viewbox width x x1 x2 xmlns "
    "xmlns:xlink y y1 y2"
)
LOADING = names("href src action formaction xlink:href srcset poster data background cite")
# Data in a page, which no browser runs.
NOT_RUN = frozenset(["application/json", "application/ld+json"])
# Browsers leave control characters out of an address and read a backslash as a slash (WHATWG URL, section 4.4).
IGNORED = re.compile(r"[\x00-\x20]")
ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]{2}")
TEXT_FRAGMENT = "#:~:text="
STYLE = re.compile(r"[a-z0-9 :;.,%#-]*", re.IGNORECASE)


@dataclass(frozen=True)
class PageGuard:
    """What pages may consist of.

    elements: of each element the attributes that it may have beside those that any may have
    scripts: text of every inline script that may run
    files: paths in the site of the scripts that pages may load
    addresses: addresses of other sites that pages may link to, as `web_address` writes them, without text fragments
    own: what the addresses of this publication, which is first, and of its repository begin with
    """

    elements: Mapping[str, frozenset[str]]
    scripts: frozenset[str]
    files: frozenset[str]
    addresses: frozenset[str]
    own: tuple[str, ...]


@dataclass(frozen=True)
class ForeignMarkup:
    """Something in a page that nothing of this program writes: what it is, in words, and the text to look for."""

    what: str
    value: str


def own_elements() -> dict[str, frozenset[str]]:
    """The elements that this program writes, with the attributes of each."""
    found = {name: frozenset[str]() for name in PLAIN.split()}
    found |= {name: names(attributes) for name, attributes in WITH_ATTRIBUTES.items()}
    return found | {name.lower(): DRAWN_ATTRIBUTES for name in DRAWN.split()}


def parsed(content: str) -> Iterator[LexborNode]:
    """Every element of a page, as a browser parses it."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(content).root
    for node in root.traverse(include_text=False) if root else ():
        if (node.tag or "-")[0] not in "-!":
            yield node


def tag(node: LexborNode) -> str:
    """Name of an element in small letters."""
    return (node.tag or "").lower()


def observed(pages: Iterable[str]) -> tuple[dict[str, frozenset[str]], frozenset[str], frozenset[str]]:
    """(elements with attributes, inline scripts, absolute addresses) of pages that hold no value of the record."""
    elements: dict[str, set[str]] = {}
    scripts, addresses = set(), set()
    for content in pages:
        for node in parsed(content):
            elements.setdefault(tag(node), set()).update(map(str.lower, node.attributes))
            given = node.attributes
            if is_inline(node, given):
                scripts.add(node.text())
            addresses |= {value for value in linked(given) if ABSOLUTE.match(value)}
    return (
        {name: frozenset(attributes) for name, attributes in elements.items()},
        frozenset(scripts),
        frozenset(addresses),
    )


def is_inline(node: LexborNode, given: Mapping[str, str | None]) -> bool:
    """Whether an element with the attributes `given` is a script that runs from within the page."""
    return node.tag == "script" and "src" not in given and given.get("type") not in NOT_RUN


def linked(given: Mapping[str, str | None]) -> list[str]:
    """The addresses that an element with the attributes `given` leads to or loads."""
    return [IGNORED.sub("", value or "") for name, value in given.items() if name.lower() in LOADING]


def foreign_markup(guard: PageGuard, here: str, content: str) -> Iterator[ForeignMarkup]:
    """Everything in a page that it may not consist of.

    here: its path in the site, such as ``calls/call-001/index.html``
    """
    policies = 0
    for node in parsed(content):
        # The parser spells the names of drawings as SVG does, with capitals.
        name, given = tag(node), {key.lower(): value for key, value in node.attributes.items()}
        # Most elements are plain ones that the program itself writes, with a class or nothing.
        if not given and name in guard.elements and name != "script":
            continue
        if name not in guard.elements:
            yield ForeignMarkup(f"an element <{name}>", f"<{name}")
            continue
        for attribute, value in given.items():
            if not known_attribute(guard, name, attribute):
                yield ForeignMarkup(f"<{name}> with an attribute {attribute}", attribute)
            elif attribute == "style" and not STYLE.fullmatch(value or ""):
                yield ForeignMarkup(f"<{name}> with a style", value or "")
        if "http-equiv" in given:
            policies += 1
            if (given["http-equiv"] or "").lower() != "content-security-policy" or policies > 1:
                yield ForeignMarkup("a second <meta http-equiv>", given.get("content") or "http-equiv")
        yield from foreign_addresses(guard, here, node.tag or "", given)
        if is_inline(node, given) and node.text() and node.text() not in guard.scripts:
            yield ForeignMarkup("a script", node.text())


def known_attribute(guard: PageGuard, element: str, attribute: str) -> bool:
    """Whether an element may have an attribute."""
    return (
        attribute in ANYWHERE or attribute.startswith(("aria-", "data-")) or attribute in guard.elements[element]
    ) and not attribute.startswith("on")


def foreign_addresses(
    guard: PageGuard, here: str, element: str, given: Mapping[str, str | None]
) -> Iterator[ForeignMarkup]:
    """Addresses of an element to which nothing of the record and of this program leads."""
    for address in linked(given):
        if element == "script":
            # The 404 page names scripts from the root of the host, below which the site can have a path.
            target = urljoin(f"{guard.own[0]}{here}", address)
            if not target.startswith(guard.own[0]) or target.removeprefix(guard.own[0]) not in guard.files:
                yield ForeignMarkup("a script from elsewhere", address)
        elif ABSOLUTE.match(address) and not is_known(guard, address):
            yield ForeignMarkup(f"<{element}> that leads to {address}", address)


def is_known(guard: PageGuard, address: str) -> bool:
    """Whether pages may link to an absolute address."""
    return (
        address.startswith(guard.own)
        or address.partition(TEXT_FRAGMENT)[0] in guard.addresses
        or address in (guard.addresses)
    )
