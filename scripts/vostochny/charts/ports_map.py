"""Maps: the ports of the record with what is documented in them, on Natural Earth's outlines of land."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vostochny.charts.chart import DOCUMENTED, FAINT, INK, Chart, marks
from vostochny.database.reading import Row
from vostochny.model.port import PORT
from vostochny.model.wording import plural
from vostochny.render.context import RenderContext
from vostochny.render.land_outlines import LAND_DATA, land

if TYPE_CHECKING:
    from altair import ChartType


GROUND = "#dfe3e0"
COAST = "#9aa5a0"
# Names drawn to the left of their point, where there is room.
LEFT = {"Rajin", "Nampo", "Chongjin"}
# Two names nearer to each other than this, in degrees of latitude and longitude, would cover each other.
APART = (0.3, 1.2)
WITHOUT_LAND = "The outlines of land were not available when this map was drawn."


def chart(context: RenderContext) -> Chart:
    """All ports, those with documented calls large and named."""
    rows = ports(context)
    called = [row for row in rows if row["calls"]]
    at_sea = context.rows("select count(*) as n from sightings where port_id is null")[0]["n"]
    by_port = ", ".join(f"{row['calls']} at {row['port']}" for row in called)
    return Chart(
        "map-of-ports",
        f"{plural(sum(row['calls'] for row in called), 'documented call')}: {by_port}",
        "A map of the East Sea / Sea of Japan and the Yellow Sea. Circles grow with the number of documented calls: "
        f"{by_port}. A dashed line joins Vostochny to a port where a ship documented at Vostochny is documented too. "
        f"{len(rows) - len(called)} other oil ports are small rings.",
        "Positions are of ports, not of berths. A dashed line says that one ship is documented at both ends; it is no "
        f"track. {plural(at_sea, 'sighting')} at sea or off a coast are given in words without coordinates and are not "
        "drawn. Outlines: Natural Earth." + ("" if land() else f" {WITHOUT_LAND}"),
        rows,
        lambda width: drawing(rows, width),
        datasets={LAND_DATA: land()},
    )


def ports(context: RenderContext) -> list[Row]:
    """Every port with a position, its calls and sightings, and whether a ship called there and at Vostochny."""
    return context.rows(
        "select port_id, name as port, latitude, longitude, "
        "(select count(*) from port_calls c where c.port_id = ports.port_id) as calls, "
        "(select count(*) from sightings s where s.port_id = ports.port_id) as sightings, "
        "exists (select 1 from port_calls here join port_calls there using (vessel_id) where "
        "here.port_id = ports.port_id and there.port_id = :home) as shared "
        "from ports where latitude is not null order by calls desc, sightings desc, name",
        home=PORT,
    )


def drawing(rows: list[Row], width: int) -> ChartType:
    """Land, lines to the ports of call, and the ports."""
    import altair as alt

    wide = width > 480
    across, down = width - 20, 480 if wide else 400
    layers: list[Any] = []
    if land():
        data = alt.NamedData(name=LAND_DATA, format=alt.TopoDataFormat(type="topojson", feature="countries"))
        layers.append(alt.Chart(data).mark_geoshape(fill=GROUND, stroke=COAST, strokeWidth=0.7))
    called = [row for row in rows if row["calls"] or row["sightings"]]
    home = next((row for row in rows if row["port_id"] == PORT), None)
    lines = [joined(home, row) for row in called if home and row is not home and row["shared"]]
    if lines:
        layers.append(
            alt.Chart(marks(lines)).mark_rule(color=DOCUMENTED, strokeDash=[4, 4], strokeWidth=1.5).encode(
                longitude="longitude:Q", latitude="latitude:Q", longitude2="to_longitude:Q", latitude2="to_latitude:Q"
            )
        )  # fmt: skip
    place: Row = {"longitude": "longitude:Q", "latitude": "latitude:Q"}
    others = [row for row in rows if row not in called]
    layers.append(alt.Chart(marks(others)).mark_point(size=24, color=FAINT, strokeWidth=1.5).encode(**place))
    layers.append(
        alt.Chart(marks([{**row, "size": 60 + 55 * max(row["calls"], row["sightings"] / 4)} for row in called]))
        .mark_circle(color=DOCUMENTED, opacity=0.75, stroke="white")
        .encode(size=alt.Size("size:Q", scale=None), **place)
    )
    for left in (False, True):
        named = [row for row in apart(rows if wide else called) if (row["port"] in LEFT) is left]
        point = alt.Chart(marks(named))
        words = (
            point.mark_text(align="right", dx=-9, dy=4, color=INK, fontSize=11)
            if left
            else point.mark_text(align="left", dx=11, dy=-8, color=INK, fontSize=11)
        )
        layers.append(words.encode(text="port:N", **place))
    frame: Row = {
        "center": [129.5, 40.4],
        "scale": 2350 if wide else 1150,
        "clipExtent": [[0, 0], [across, down]],
    }
    return (
        alt.layer(*layers)
        .properties(width=across, height=down)
        .project(type="mercator", translate=[across / 2, down / 2], **frame)
    )


def apart(rows: list[Row]) -> list[Row]:
    """The ports whose names have room; the first of two neighbours is named."""
    named: list[Row] = []
    for row in rows:
        near = [
            other
            for other in named
            if abs(row["latitude"] - other["latitude"]) < APART[0]
            and abs(row["longitude"] - other["longitude"]) < APART[1]
        ]
        if row["port"] in LEFT or not near:
            named.append(row)
    return named


def joined(home: Row, port: Row) -> Row:
    """A straight line from Vostochny to another port."""
    return {
        "longitude": home["longitude"],
        "latitude": home["latitude"],
        "to_longitude": port["longitude"],
        "to_latitude": port["latitude"],
    }
