"""Stays in ports, as events or as positions, become sightings of their ship, or are left out with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import RawTables
from tests.contribute import lists
from tests.contribute import published_lists as forms
from tests.contribute.importing import compared, imported, proposed

from vostochny.contribute.imports.broadcast import Identity, recognise
from vostochny.contribute.imports.comparison import ListComparison
from vostochny.contribute.imports.importing import ListDocument, compare_file
from vostochny.contribute.imports.known_ships import Record
from vostochny.contribute.imports.port_areas import AREA_RADIUS_KM, PortArea, circles
from vostochny.contribute.imports.visits import distance_km
from vostochny.model.findings import Finding


def vessel(**parts: str) -> dict[str, Any]:
    """A visit of a ship that names itself like this."""
    return lists.visit(vessel=parts)


@pytest.mark.parametrize(
    ("ship", "taken", "words"),
    [
        ({"name": "PETREL 8", "ssvid": "999000009", "flag": "CHN"}, "", "fits petrel-8 and the number does not"),
        ({"name": "CHON MA SAN", "ssvid": "999000009", "flag": "CHN"}, "", "the flag does not: CN"),
        ({"name": "CHON MA SAN", "flag": "PRK", "type": "fishing"}, "", "the type does not: fishing"),
        ({"name": "CHON MA SAN", "flag": "PRK", "type": "other"}, "name", ""),
        ({"name": "TEST NAME", "ssvid": "620233000"}, "mmsi", "the name TEST NAME is not one of its names on record"),
        ({"name": "KOTI", "ssvid": "620233000"}, "", "the MMSI is that of petrel-8 and the name that of koti"),
        ({"name": "KOTI", "imo": "8660313"}, "imo", "the name KOTI is not one of its names on record"),
        ({"name": "KOTI", "imo": "1234567"}, "", "the name fits koti and the IMO number does not"),
        ({"name": "", "ssvid": "620233000", "imo": "7654329"}, "", "fits petrel-8 and the IMO number does not"),
        ({"name": "KOTI", "imo": "0000000"}, "name", ""),
        ({"name": "KOTI", "imo": "1234568"}, "name", ""),
    ],
)  # fmt: skip
def test_the_imo_number_decides_then_the_mmsi_then_the_name_with_flag_and_type(
    ship: dict[str, str], taken: str, words: str, pristine: RawTables, tmp_path: Path
) -> None:
    made = compared("gfw", lists.gfw_text(vessel(**ship)), pristine, tmp_path)
    rows = proposed(made, "sightings")
    assert len(rows) == bool(taken)
    said = [*made.new, *made.notes]
    assert any(words in line for line in said)
    if taken:
        assert rows[0].get("inferred", "") == ("vessel_id" if taken == "name" else "")
        assert words in rows[0]["note"]
    else:
        assert any(line.endswith("left out.") for line in made.notes)


def test_one_bad_event_does_not_stop_the_others(pristine: RawTables, tmp_path: Path) -> None:
    events = [
        lists.visit(), lists.visit(id="e2", end=None), lists.visit(id="e3", end=""), lists.visit(id="e4", start="soon"),
        lists.visit(id="e5", type="loitering"), lists.visit(id="e6", type="encounter"),
        lists.visit(id="e7", type="gap"),
        lists.visit(id="e8", port_visit={}, position={"lat": 99, "lon": 0}), 7, lists.visit(id="e9", type="loitering"),
        lists.visit(id="e10", start="2025-12-03T00:00:00Z"),
    ]  # fmt: skip
    made = compared("gfw", lists.gfw_text(*events), pristine, tmp_path)
    assert [row["date_latest"] for row in proposed(made, "sightings")] == ["2025-12-02"]
    for words in (
        "entries[2]: e2 has no end, as the ship was still there; left out.", "entries[3]: e3 has no end",
        "entries[4]: e4 has a start that is no time", "2 events of another kind (loitering) are left out.",
        "1 events of another kind (encounter) are left out.", "entries[8]: e8 has no position on the globe",
        "entries[9]: int instead of an event", "entries[11]: e10 has an end before its start",
    ):  # fmt: skip
        assert any(note.startswith(words) for note in made.notes), words


def test_a_file_of_other_events_alone_proposes_nothing_and_is_no_error(pristine: RawTables, tmp_path: Path) -> None:
    made = compared("gfw", lists.gfw_text(lists.visit(type="encounter")), pristine, tmp_path)
    assert made.rows == []
    assert made.notes == ["1 events of another kind (encounter) are left out."]


CSV_FORMS = {
    "map": (
        "type,start,end,latitude,longitude,vesselId,vesselMMSI,vesselName,vesselFlag,portVisitName\n"
        "port_visit,2025-12-01T03:00:00.000Z,2025-12-02T21:50:00.000Z,42.74,133.08,x,999000002,CHON MA SAN,PRK,"
        "VOSTOCHNY\n"
        "port_visit,2025-12-03T03:00:00.000Z,,42.74,133.08,x,999000002,CHON MA SAN,PRK,VOSTOCHNY\n"
    ),
    "flattened": (
        "id,type,start,end,position.lat,position.lon,vessel.ssvid,vessel.name,vessel.flag,port_visit.confidence,"
        "port_visit.startAnchorage.name\n"
        "test-event-1,port_visit,2025-12-01 03:00:00+00:00,2025-12-02 21:50:00+00:00,42.74,133.08,999000002,"
        "CHON MA SAN,PRK,4,VOSTOCHNY\nx,fishing,2025-12-01 03:00:00+00:00,2025-12-02 21:50:00+00:00,1,1,1,X,PRK,,\n"
    ),
    "lines": f"{json.dumps(lists.visit())}\n{json.dumps(lists.visit(id='t2', type='gap'))}\n{{broken\n",
}  # fmt: skip


@pytest.mark.parametrize("form", sorted(CSV_FORMS))
def test_visits_are_read_as_csv_and_as_json_lines(form: str, pristine: RawTables, tmp_path: Path) -> None:
    made = compared("gfw", CSV_FORMS[form], pristine, tmp_path)
    (row,) = proposed(made, "sightings")
    assert (row["vessel_id"], row["port_id"]) == ("chon-ma-san", "RUVYP")
    assert (row["date_earliest"], row["date_latest"], row["place_as_reported"]) == (
        "2025-12-01",
        "2025-12-02",
        "Vostochny",
    )
    assert [note for note in made.notes if "left out" in note]


def test_json_lines_that_are_cut_off_are_refused_and_a_broken_line_is_noted(
    pristine: RawTables, tmp_path: Path
) -> None:
    whole = CSV_FORMS["lines"]
    made, findings = imported("gfw", whole.rstrip("\n"), pristine, tmp_path)
    assert [item.rule for item in findings] == ["not-whole"]
    assert made == ListComparison()
    assert any(note.startswith("line 3: no JSON") for note in compared("gfw", whole, pristine, tmp_path).notes)


def test_an_event_that_is_in_the_file_twice_is_proposed_once(pristine: RawTables, tmp_path: Path) -> None:
    made = compared("gfw", lists.gfw_text(lists.visit(), lists.visit()), pristine, tmp_path)
    assert len(proposed(made, "sightings")) == 1


def stay(tables: RawTables, folder: Path, *rows: str) -> tuple[ListComparison, list[dict[str, str]]]:
    """What positions of Chon Ma San at Vostochny come to."""
    made = compared("ais", forms.ais_text(*rows), tables, folder)
    return made, proposed(made, "sightings")


def test_positions_at_rest_in_the_area_of_a_port_become_one_sighting(pristine: RawTables, tmp_path: Path) -> None:
    made = compared("ais", forms.AIS, pristine, tmp_path)
    (row,) = proposed(made, "sightings")
    assert (row["vessel_id"], row["port_id"], row["activity"]) == ("chon-ma-san", "RUVYP", "in_port")
    assert (row["date_earliest"], row["date_latest"], row["date_precision"]) == ("2025-12-01", "2025-12-01", "day")
    assert (row["method"], row["method_detail"]) == ("ais", "AIS positions, 3 within 12.0 hours")
    assert "under half a knot" in row["note"]
    assert "1 of 2 ships in the file are not on record." in made.notes


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([forms.ais_row("2025-12-01T03:00:00"), forms.ais_row("2025-12-01T04:30:00")], 0),
        ([forms.ais_row("2025-12-01T03:00:00"), forms.ais_row("2025-12-01T05:00:00")], 1),
        ([forms.ais_row("2025-12-01T03:00:00", speed="0.5"), forms.ais_row("2025-12-01T09:00:00", speed="0.6")], 0),
        ([forms.ais_row("2025-12-01T03:00:00", lat=42.0), forms.ais_row("2025-12-01T09:00:00", lat=42.0)], 0),
        ([forms.ais_row("2025-12-01T03:00:00"), forms.ais_row("2025-12-01T04:00:00", speed="6"),
          forms.ais_row("2025-12-01T05:00:00")], 0),
        ([forms.ais_row("2025-12-01T03:00:00"), forms.ais_row("2025-12-01T04:00:00", speed="102.3"),
          forms.ais_row("2025-12-01T05:00:00")], 1),
        ([forms.ais_row("2025-12-01T03:00:00"), forms.ais_row("2025-12-02T03:00:00")], 0),
        ([forms.ais_row("2025-12-01T05:00:00"), forms.ais_row("2025-12-01T03:00:00")], 1),
        ([forms.ais_row("2025-12-01T03:00:00"), forms.ais_row("2025-12-01T09:00:00", lat=91.0)], 0),
        ([forms.ais_row("yesterday"), forms.ais_row("2025-12-01T09:00:00")], 0),
        ([forms.ais_row("2025-12-01T03:00:00"), forms.ais_row("2025-12-01T09:00:00"),
          forms.ais_row("2025-12-01T10:00:00", lat=42.0, speed="9"), forms.ais_row("2025-12-01T12:00:00"),
          forms.ais_row("2025-12-01T15:00:00")], 2),
        ([forms.ais_row(f"2025-12-01T0{hour}:00:00", VesselType="30", IMO="", MMSI="999000017") for hour in (1, 9)], 0),
    ],
)  # fmt: skip
def test_a_stay_is_a_series_of_positions_at_rest_over_two_hours(
    rows: list[str], count: int, pristine: RawTables, tmp_path: Path
) -> None:
    made, found = stay(pristine, tmp_path, *rows)
    assert len(found) == count, made


def test_danish_positions_have_the_day_first_and_unknown_in_their_cells(pristine: RawTables, tmp_path: Path) -> None:
    header = (
        "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,"
        "Ship type"
    )
    rows = [f"02/12/2025 {hour}:00:00,Class A,620233000,42.75,133.083,Moored,,0.0,,,Unknown,Unknown,PETREL 8,Undefined"
            for hour in ("03", "09")]  # fmt: skip
    made = compared("ais", "\n".join([header, *rows, ""]), pristine, tmp_path)
    (row,) = proposed(made, "sightings")
    assert (row["vessel_id"], row["date_earliest"], row.get("inferred")) == ("petrel-8", "2025-12-02", None)


def area_file(folder: Path, **feature: object) -> Path:
    """A GeoJSON file with one feature."""
    path = folder / "area.geojson"
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", **feature}]}), encoding="utf-8"
    )
    return path


def square(lat: float, lon: float, half: float = 0.01) -> list[list[float]]:
    """A closed ring of longitude and latitude."""
    corners = [(lon - half, lat - half), (lon + half, lat - half), (lon + half, lat + half), (lon - half, lat + half)]
    return [list(corner) for corner in [*corners, corners[0]]]


def test_a_drawn_area_takes_the_place_of_the_circles(pristine: RawTables, tmp_path: Path) -> None:
    path = tmp_path / "ais.csv"
    path.write_text(forms.AIS, encoding="utf-8")

    def found(**geometry: object) -> tuple[ListComparison, list[Finding]]:
        area = area_file(tmp_path, **geometry)
        return compare_file("ais", path, ListDocument("t", "2026-11-10", area), pristine)

    made, findings = found(geometry={"type": "Polygon", "coordinates": [square(42.75, 133.083)]}, properties=None)
    assert findings == []
    assert "a drawn area of the port" in proposed(made, "sightings")[0]["note"]
    hole = {"type": "Polygon", "coordinates": [square(42.75, 133.083), square(42.75, 133.083, 0.005)]}
    assert found(geometry=hole, properties=None)[0].rows == []
    named = {"type": "MultiPolygon", "coordinates": [[square(42.75, 133.083)]]}
    assert proposed(found(geometry=named, properties={"port_id": "KPNAM"})[0], "sightings")[0]["port_id"] == "KPNAM"
    for wrong in (
        {"geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": None},
        {"geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, "x"], [4, 5]]]}, "properties": None},
        {"geometry": {"type": "Polygon", "coordinates": [square(1, 1)]}, "properties": {"port_id": "XXXXX"}},
        {"geometry": {"type": "Polygon", "coordinates": [square(1, 1)]}, "properties": None},
    ):  # fmt: skip
        made, findings = found(**wrong)
        assert {item.rule for item in findings} == {"geojson"}
        assert made == ListComparison()


@settings(max_examples=100, deadline=None)
@given(north=st.floats(-6, 6), east=st.floats(-6, 6))
def test_the_circle_around_a_port_has_the_radius_that_it_says(north: float, east: float) -> None:
    port = (42.75, 133.083333)
    (area,) = circles({"RUVYP": port})
    place = (port[0] + north / 111.195, port[1] + east / (111.195 * 0.7343))
    away = distance_km(port, place)
    # A polygon of 48 corners is up to 0.3 per cent narrower than its circle.
    if abs(away - AREA_RADIUS_KM) > 0.02:
        assert area.contains(place) == (away < AREA_RADIUS_KM)


def test_a_concave_area_contains_what_is_inside_its_ring() -> None:
    ring = [(0.0, 0.0), (0.0, 4.0), (4.0, 4.0), (4.0, 3.0), (1.0, 3.0), (1.0, 1.0), (4.0, 1.0), (4.0, 0.0)]
    area = PortArea("RUVYP", (ring,), drawn=True)
    assert area.contains((3.0, 0.5))
    assert area.contains((0.5, 2.0))
    assert not area.contains((3.0, 2.0))


@settings(max_examples=100, deadline=None)
@given(
    imo=st.sampled_from(["", "8660313", "1234567", "1234568", "0000000"]),
    mmsi=st.sampled_from(["", "620233000", "999000009"]),
    name=st.sampled_from(["", "CHON MA SAN", "PETREL 8", "KOTI", "TEST NOBODY"]),
    flag=st.sampled_from(["", "PRK", "CHN", "nowhere"]),
    kind=st.sampled_from(["", "fishing", "tanker", "80", "60"]),
)
def test_no_identity_is_taken_against_its_own_number(
    imo: str, mmsi: str, name: str, flag: str, kind: str, pristine: RawTables
) -> None:
    record = Record(pristine)
    found = recognise(Identity(imo, mmsi, name, flag, kind), record)
    if imo == "1234567":
        assert found.vessel_id == ""
    if imo == "8660313":
        assert found.vessel_id == "chon-ma-san"
    if found.by == "name":
        assert found.vessel_id == record.ship_named(name)
        assert not (mmsi and record.stated(found.vessel_id, "mmsi"))
        assert kind not in ("fishing", "60")
