"""Gives what is on a page of Datasette in other forms: GeoJSON and Atom here, CSV and JSON by Datasette."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

from vostochny.datasette_app.cell_rendering import straight
from vostochny.datasette_app.record_context import RecordContext
from vostochny.model.site_url import site_address
from vostochny.web.limits import MAX_ROWS

# Characters that no XML document may hold.
NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
PAGED = ("_next", "_size", "_labels", "_facet", "_nofacet", "_dl", "_stream")
SHOWN_CELLS = 40


def plain(value: Any) -> Any:
    """A cell without the label that Datasette adds to a key."""
    return value["value"] if isinstance(value, dict) else value


def position(context: RecordContext, row: Mapping[str, Any]) -> tuple[float, float] | None:
    """Latitude and longitude of a row: its own, or those of its port."""
    latitude, longitude = plain(row.get("latitude")), plain(row.get("longitude"))
    if isinstance(latitude, int | float) and isinstance(longitude, int | float):
        return float(latitude), float(longitude)
    return context.ports.get(str(plain(row.get("port_id"))))


def has_positions(columns: Iterable[str]) -> bool:
    """Whether rows with these columns can be drawn on a map."""
    names = set(columns)
    return "port_id" in names or {"latitude", "longitude"} <= names


def as_dicts(rows: Iterable[Any], columns: Sequence[str]) -> list[dict[str, Any]]:
    """Rows as Datasette hands them on, by column name."""
    return [dict(zip(columns, tuple(row), strict=True)) for row in rows]


def geojson(context: RecordContext, columns: Sequence[str], rows: Iterable[Any], *, complete: bool) -> str:
    """A FeatureCollection (RFC 7946) with one feature a row; a row whose place is not known has no geometry."""
    features = []
    for row in as_dicts(rows, columns):
        place = position(context, row)
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [place[1], place[0]]} if place else None,
                "properties": {name: plain(value) for name, value in row.items()},
            }
        )
    told = {"type": "FeatureCollection", "complete": complete, "features": features}
    return json.dumps(told, ensure_ascii=False, default=str)


def atom(context: RecordContext, columns: Sequence[str], rows: Iterable[Any], about: Mapping[str, str]) -> str:
    """An Atom feed (RFC 4287) with one entry a row.

    about: title, subtitle and path of the page that the rows stand on
    """
    package = context.dataset.package
    moment = str(package["created"])
    base = site_address().rstrip("/")
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<title>{written(about['title'])}</title>",
        f"<subtitle>{written(about['subtitle'])}</subtitle>",
        f"<id>{written(base + about['path'])}</id>",
        f"<updated>{moment}</updated>",
        f"<link href={quoteattr(base + about['path'])}/>",
        f"<author><name>{written(package['title'])}</name></author>",
        f"<rights>{written(package['licenses'][0]['title'])}</rights>",
    ]
    for number, row in enumerate(as_dicts(rows, columns), 1):
        parts.append(entry(context, about, number, row, moment))
    return "\n".join([*parts, "</feed>\n"])


def entry(context: RecordContext, about: Mapping[str, str], number: int, row: Mapping[str, Any], moment: str) -> str:
    """One row as an entry; its identifier is the row's address, or its place in an answer that has no such address."""
    base = site_address().rstrip("/")
    table = about.get("table") or None
    key = next((str(plain(value)) for name, value in row.items() if name.endswith("_id") and value), "")
    keys = context.dataset.published[table].primary_key if table in context.dataset.published else ()
    own = ",".join(str(plain(row[name])) for name in keys) if all(name in row for name in keys) else ""
    page = context.page(key) or context.row(key) or about["path"]
    title = context.name(own or key) or own or next((str(plain(value)) for value in row.values() if value), "")
    address = f"{base}{context.database}/{table}/{own}" if own else f"{base}{about['path']}#row-{number}"
    told = [f"{context.heading(table, name)}: {plain(value)}" for name, value in row.items() if value not in (None, "")]
    return (
        f"<entry><title>{written(title)}</title><id>{written(address.replace(' ', '+'))}</id>"
        f"<updated>{moment}</updated><link href={quoteattr(base + page)}/>"
        f'<content type="text">{written(chr(10).join(told[:SHOWN_CELLS]))}</content></entry>'
    )


def written(value: object) -> str:
    """Text in an XML document, without characters that it may not hold or that turn its direction."""
    return escape(straight(str(value)).translate(NOT_XML))


def renderers(context_of: Any) -> list[dict[str, Any]]:
    """GeoJSON and Atom for Datasette.

    context_of: gives the context of a Datasette
    """

    def complete(data: Mapping[str, Any]) -> bool:
        return not data.get("next") and not data.get("truncated")

    def render_geojson(datasette: Any, columns: list[str], rows: list[Any], data: dict[str, Any]) -> dict[str, Any]:
        body = geojson(context_of(datasette), columns, rows, complete=complete(data))
        return answer(body, "application/geo+json")

    def render_atom(datasette: Any, request: Any, columns: list[str], rows: list[Any], table: str | None,
                    query_name: str | None, data: dict[str, Any]) -> dict[str, Any]:  # fmt: skip
        context: RecordContext = context_of(datasette)
        name = table or ""
        title = context.queries[query_name].title if query_name in context.queries else context.table_title(name)
        kept = [(key, value) for key, value in query_of(request) if key not in ("_labels",)]
        base = context.database.rpartition("/")[0]
        path = f"{base}{request.path.removesuffix('.atom')}" + (f"?{urlencode(kept)}" if kept else "")
        told = "All rows of this selection." if complete(data) else "The rows on one page; there are more."
        about = {"title": title or "SQL query", "subtitle": told, "path": path, "table": name}
        return answer(atom(context, columns, rows, about), "application/atom+xml")

    return [
        {"extension": "geojson", "render": render_geojson, "can_render": has_positions_of},
        {"extension": "atom", "render": render_atom, "can_render": has_columns},
    ]


def has_columns(columns: list[str]) -> bool:
    """As Datasette asks it."""
    return bool(columns)


def has_positions_of(columns: list[str]) -> bool:
    """As Datasette asks it."""
    return has_positions(columns)


def answer(body: str, kind: str) -> dict[str, Any]:
    """What Datasette makes a response of."""
    return {"body": body, "content_type": f"{kind}; charset=utf-8"}


def query_of(request: Any) -> list[tuple[str, str]]:
    """Names and values after the question mark of a request."""
    return [(key, value) for key in request.args for value in request.args.getlist(key)]


def exports(base: str, request: Any, shown: int, total: int | None, kinds: Sequence[str]) -> list[dict[str, Any]]:
    """The ways to take a selection away: the whole of it, and what is on screen where that is less.

    base: address of Datasette, such as /data
    shown: rows on the page
    total: rows of the selection; None when it is not known
    """
    path = f"{base}{request.path}"
    given = query_of(request)
    on_screen = [(key, value) for key, value in given if key not in ("_labels", "_facet")]
    selection = [(key, value) for key, value in given if key not in PAGED]
    whole = total is None or shown >= total
    forms = [("CSV", "csv", [("_labels", "on")]), ("JSON", "json", [("_shape", "objects")])]
    forms += [("GeoJSON", "geojson", [])] if "geojson" in kinds else []
    forms += [("Atom", "atom", [])]

    def links(parameters: list[tuple[str, str]], extra: Mapping[str, list[tuple[str, str]]]) -> list[dict[str, str]]:
        return [
            {"name": name, "href": f"{path}.{kind}?{urlencode([*parameters, *form, *extra.get(kind, [])])}".rstrip("?")}
            for name, kind, form in forms
        ]

    # A table of any length comes as one CSV file, because it is sent page by page.
    everything = links(selection, {
        "csv": [("_stream", "on"), ("_dl", "on")], "json": [("_size", "max")],
        "geojson": [("_size", "max")], "atom": [("_size", "max")],
    })  # fmt: skip
    if total is not None and total > MAX_ROWS:
        everything = everything[:1]
    found = [{"what": "all" if total is None else rows_of(total, whole_of=True), "links": everything, "all": True}]
    if not whole:
        found.append({"what": f"the {shown:,} on this page", "links": links(on_screen, {}), "all": False})
    return found


def rows_of(total: int, *, whole_of: bool) -> str:
    """How many rows, for the label of a link."""
    if total == 1:
        return "the one row"
    return f"all {total:,} rows" if whole_of else f"{total:,} rows"
