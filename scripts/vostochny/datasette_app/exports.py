"""Output formats of a page of Datasette: GeoJSON and Atom here; CSV and JSON are Datasette's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import urlencode

from vostochny.datasette_app.record_context import RecordContext
from vostochny.model.site_url import site_address
from vostochny.render.atom import Feed, FeedEntry, atom
from vostochny.web.limits import MAX_ROWS

if TYPE_CHECKING:
    import sqlite3

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

# Parameters of one page, which the whole selection does without.
PAGED = ("_next", "_size", "_labels", "_facet", "_nofacet", "_dl", "_stream")
SHOWN_CELLS = 40


class OutputFormat(TypedDict):
    """What Datasette's hook register_output_renderer returns."""

    extension: str
    render: Callable[..., dict[str, str]]
    can_render: Callable[[list[str]], bool]


@dataclass(frozen=True)
class About:
    """What a feed says of the page that its rows are from.

    path: its address on this host, with the question
    table: the table or view; empty for a query
    """

    title: str
    subtitle: str
    path: str
    table: str


def plain(value: object) -> object:
    """A cell without the label that Datasette adds to a key."""
    return value["value"] if isinstance(value, dict) else value


def position(context: RecordContext, row: Mapping[str, object]) -> tuple[float, float] | None:
    """Latitude and longitude of a row: its own, or those of its port."""
    latitude, longitude = plain(row.get("latitude")), plain(row.get("longitude"))
    if isinstance(latitude, int | float) and isinstance(longitude, int | float):
        return float(latitude), float(longitude)
    return context.ports.get(str(plain(row.get("port_id"))))


def has_positions(columns: Iterable[str]) -> bool:
    """Whether rows with these columns can be drawn on a map."""
    names = set(columns)
    return "port_id" in names or {"latitude", "longitude"} <= names


def as_dicts(rows: Iterable[Iterable[object]], columns: Sequence[str]) -> list[dict[str, object]]:
    """Rows as Datasette hands them on, by column name."""
    return [dict(zip(columns, tuple(row), strict=True)) for row in rows]


def geojson(context: RecordContext, columns: Sequence[str], rows: Iterable[Iterable[object]], *, complete: bool) -> str:
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
    collection = {"type": "FeatureCollection", "complete": complete, "features": features}
    return json.dumps(collection, ensure_ascii=False, default=str)


def feed(context: RecordContext, columns: Sequence[str], rows: Iterable[Iterable[object]], about: About) -> str:
    """An Atom feed with one entry a row."""
    package = context.dataset.package
    base = site_address().rstrip("/")
    head = Feed(
        id=base + about.path,
        title=about.title,
        subtitle=about.subtitle,
        link=base + about.path,
        updated=str(package["created"]),
        author=str(package["title"]),
        rights=str(package["licenses"][0]["title"]),
    )
    return atom(head, (entry(context, about, number, row) for number, row in enumerate(as_dicts(rows, columns), 1)))


def entry(context: RecordContext, about: About, number: int, row: Mapping[str, object]) -> FeedEntry:
    """One row as an entry; its identifier is the row's address, or its position where it has no address."""
    base = site_address().rstrip("/")
    key = next((str(plain(value)) for name, value in row.items() if name.endswith("_id") and value), "")
    described = context.dataset.published.get(about.table)
    keys = described.primary_key if described else ()
    own = ",".join(str(plain(row[name])) for name in keys) if all(name in row for name in keys) else ""
    page = context.page(key) or context.row(key) or about.path
    title = context.name(own or key) or own or next((str(plain(value)) for value in row.values() if value), "")
    address = f"{base}{context.database}/{about.table}/{own}" if own else f"{base}{about.path}#row-{number}"
    cells = [
        f"{context.heading(about.table or None, name)}: {plain(value)}"
        for name, value in row.items()
        if value not in (None, "")
    ]
    return FeedEntry(
        id=address.replace(" ", "+"),
        title=title,
        link=base + page,
        updated=str(context.dataset.package["created"]),
        content="\n".join(cells[:SHOWN_CELLS]),
    )


def renderers() -> list[OutputFormat]:
    """GeoJSON and Atom for Datasette."""

    def complete(data: Mapping[str, object]) -> bool:
        return not data.get("next") and not data.get("truncated")

    def render_geojson(
        datasette: Datasette, columns: list[str], rows: list[sqlite3.Row], data: dict[str, object]
    ) -> dict[str, str]:
        body = geojson(datasette.record_context, columns, rows, complete=complete(data))
        return answer(body, "application/geo+json")

    def render_atom(
        datasette: Datasette,
        request: Request,
        columns: list[str],
        rows: list[sqlite3.Row],
        table: str | None,
        query_name: str | None,
        data: dict[str, object],
    ) -> dict[str, str]:
        context: RecordContext = datasette.record_context
        name = table or ""
        title = context.queries[query_name].title if query_name in context.queries else context.table_title(name)
        kept = [(key, value) for key, value in query_of(request) if key not in ("_labels",)]
        path = f"{context.base}{request.path.removesuffix('.atom')}" + (f"?{urlencode(kept)}" if kept else "")
        subtitle = "All rows of this selection." if complete(data) else "The rows on one page; there are more."
        about = About(title or "SQL query", subtitle, path, name)
        return answer(feed(context, columns, rows, about), "application/atom+xml")

    return [
        {"extension": "geojson", "render": render_geojson, "can_render": has_positions_of},
        {"extension": "atom", "render": render_atom, "can_render": has_columns},
    ]


def has_columns(columns: list[str]) -> bool:
    """Whether an answer can be an Atom feed."""
    return bool(columns)


def has_positions_of(columns: list[str]) -> bool:
    """Whether an answer can be GeoJSON."""
    return has_positions(columns)


def answer(body: str, kind: str) -> dict[str, str]:
    """What Datasette makes a response of."""
    return {"body": body, "content_type": f"{kind}; charset=utf-8"}


def query_of(request: Request) -> list[tuple[str, str]]:
    """Names and values after the question mark of a request."""
    return [(key, value) for key in request.args for value in request.args.getlist(key)]


def exports(
    base: str, request: Request, shown: int, total: int | None, kinds: Sequence[str]
) -> list[dict[str, object]]:
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
