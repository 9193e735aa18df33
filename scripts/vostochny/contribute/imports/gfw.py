"""Port visits of Global Fishing Watch, as the Events API (v3) gives them in JSON, as JSON lines, or as CSV.

An event that cannot be used is noted and left out, so that one does not stop the others.

Format: Global Fishing Watch APIs, Events v3, dataset public-global-port-visits-events: total, entries; each entry has
start, end, vessel (ssvid is the MMSI), position, and port_visit with confidence and anchorages. The map's export of
events as CSV has one column for each of them, and so has a table made from the JSON (``vessel.ssvid``).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from vostochny.contribute.imports.broadcast import Identity
from vostochny.contribute.imports.headed_table import headed_rows
from vostochny.contribute.imports.list_file import LARGEST_WORKBOOK, UNREADABLE, ListFile
from vostochny.contribute.imports.list_values import proper
from vostochny.contribute.imports.visits import Point, Visit, Visits, moment, nearest_port, point
from vostochny.model.imo_number import imo_digits

OBSERVER = "Global Fishing Watch"
# Anchorages are up to this far from the position that the table of ports gives for their port.
PORT_RADIUS_KM = 15.0
ANCHORAGES = ("intermediateAnchorage", "startAnchorage", "endAnchorage")
# Column of a CSV -> path to the same value in an event of the API.
COLUMNS = {
    "type": ("type",), "start": ("start",), "end": ("end",), "id": ("id",),
    "latitude": ("position", "lat"), "lat": ("position", "lat"), "position lat": ("position", "lat"),
    "longitude": ("position", "lon"), "lon": ("position", "lon"), "position lon": ("position", "lon"),
    "vesselmmsi": ("vessel", "ssvid"), "mmsi": ("vessel", "ssvid"), "ssvid": ("vessel", "ssvid"),
    "vessel ssvid": ("vessel", "ssvid"), "vessel mmsi": ("vessel", "ssvid"), "vessel name": ("vessel", "name"),
    "vesselname": ("vessel", "name"), "vessel flag": ("vessel", "flag"), "vesselflag": ("vessel", "flag"),
    "vessel type": ("vessel", "type"), "vesseltype": ("vessel", "type"), "vessel imo": ("vessel", "imo"),
    "imo": ("vessel", "imo"), "vesselimo": ("vessel", "imo"), "port visit confidence": ("port_visit", "confidence"),
    "confidence": ("port_visit", "confidence"), "portvisitconfidence": ("port_visit", "confidence"),
    "port visit intermediateanchorage name": ("port_visit", "intermediateAnchorage", "name"),
    "port visit startanchorage name": ("port_visit", "startAnchorage", "name"),
    "port": ("port_visit", "startAnchorage", "name"), "portname": ("port_visit", "startAnchorage", "name"),
    "portvisitname": ("port_visit", "startAnchorage", "name"), "event id": ("id",), "event type": ("type",),
}  # fmt: skip
Event = dict[str, object]


def read_gfw(file: ListFile, ports: Mapping[str, Point]) -> Visits:
    """Visits to ports on record, whose latitude and longitude in degrees `ports` gives."""
    visits = Visits(findings=file.findings, observer=OBSERVER)
    kinds: Counter[str] = Counter()
    seen: set[str] = set()
    unusable = elsewhere = 0
    source = csv_events(file) if file.kind.kind in ("csv", "xlsx") else json_events(file, visits)
    for place, event in source:
        kind = event.get("type") if isinstance(event, dict) else None
        if (
            isinstance(event, dict)
            and isinstance(kind, str)
            and kind.casefold() not in ("port_visit", "port", "port visit")
        ):
            kinds[kind[:40]] += 1
            continue
        found = visit(place, event, ports)
        if isinstance(found, str):
            unusable += 1
            visits.notes.append(f"{place}: {found}; left out.")
        elif not found.port_id:
            elsewhere += 1
        elif (key := f"{found.ship}{found.first_day}{found.last_day}{found.port_id}") not in seen:
            seen.add(key)
            visits.entries.append(found)
    visits.notes += [f"{count} events of another kind ({kind}) are left out." for kind, count in sorted(kinds.items())]
    if not (visits.entries or visits.notes or elsewhere or kinds or file.findings):
        visits.notes.append("The file has no events.")
    if elsewhere:
        visits.notes.append(f"{elsewhere} visits to places that are not ports on record are left out.")
    if unusable and not (visits.entries or elsewhere or kinds) and not file.findings:
        file.fault(0, "event", f"at least one port visit that can be read; {visits.notes[0]}")
    return visits


def json_events(file: ListFile, visits: Visits) -> Iterator[tuple[str, object]]:
    """Events of an answer of the API, of a list of events, or of JSON lines, each with its place in the file."""
    with file.opener() as stream:
        try:
            text = stream.read(LARGEST_WORKBOOK).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            file.fault(0, "encoding", f"UTF-8 text ({error.reason}).", "Download it again.")
            return
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > 1 and all(line.lstrip().startswith("{") and '"' in line for _number, line in lines[:2]):
        yield from line_events(file, lines, visits, whole=text.endswith("\n"))
        return
    content = parsed(text)
    if isinstance(content, Exception):
        file.fault(0, "json", f"JSON that can be read ({str(content)[:80]}).", "Is the answer of the API whole?")
        return
    if isinstance(content, dict) and "entries" not in content and "port_visit" in content:
        content = [content]
    answers = content if isinstance(content, list) and any(is_answer(item) for item in content) else [content]
    events = events_of(file, answers)
    for number, event in enumerate(events, 1):
        yield f"entries[{number}]", event


def is_answer(item: object) -> bool:
    """Whether something is an answer of the API, which has a page of events."""
    return isinstance(item, dict) and isinstance(item.get("entries"), list)


def events_of(file: ListFile, answers: list[object]) -> list[object]:
    """The events of an answer of the API, of the pages of one, or of a list; fewer than there are is a finding."""
    events: list[object] = []
    totals: list[int] = []
    goes_on = False
    for item in answers:
        found = item.get("entries") if isinstance(item, dict) else item
        if not isinstance(found, list):
            file.fault(0, "format", "an object with a list of `entries`, as the Events API gives.", column="entries")
            return []
        events += found
        if isinstance(item, dict):
            totals += [int(text(item, "total"))] if text(item, "total").isdecimal() else []
            goes_on = text(item, "nextOffset") not in ("", "0")
    if goes_on or max(totals, default=0) > len(events):
        expected = (
            f"all {max(totals, default=0) or ''} entries; ask the API with a higher limit, or page by page, and join "
            "the pages."
        )
        file.fault(0, "not-whole", " ".join(expected.split()), value=str(len(events)), column="total")
    elif not events and not totals:
        file.fault(0, "not-whole", "events; there are none.", "Is the answer of the API whole?")
    return events


def line_events(
    file: ListFile, lines: list[tuple[int, str]], visits: Visits, *, whole: bool
) -> Iterator[tuple[str, object]]:
    """Events of JSON lines; a line that is no JSON is noted, and at the end of the file a sign that it is cut off."""
    for number, line in lines:
        found = parsed(line)
        if isinstance(found, dict) and isinstance(page := found.get("entries"), list):
            yield from ((f"line {number}, entries[{place}]", event) for place, event in enumerate(page, 1))
        elif not isinstance(found, Exception):
            yield f"line {number}", found
        elif number == lines[-1][0] and not whole:
            file.fault(number, "not-whole", f"a last line that is whole ({str(found)[:60]}).", "The file is cut off.")
        else:
            visits.notes.append(f"line {number}: no JSON ({str(found)[:60]}); left out.")


def parsed(text: str) -> object:
    """The content of a JSON text, or the exception that says why there is none."""
    try:
        content: object = json.loads(text)
    except (*UNREADABLE, RecursionError) as error:
        return error
    return content


def csv_events(file: ListFile) -> Iterator[tuple[str, object]]:
    """Events of a CSV, in the shape in which the API gives them."""
    for line, cells in headed_rows(file, ("start", "end"), {}):
        event: Event = {}
        for column, value in cells.items():
            path = COLUMNS.get(" ".join(re.sub(r"[\W_]+", " ", column).split()).casefold())
            if path and value:
                place = event
                for step in path[:-1]:
                    inner = place.setdefault(step, {})
                    place = inner if isinstance(inner, dict) else {}
                place.setdefault(path[-1], value)
        yield f"line {line}", event


def visit(place: str, event: object, ports: Mapping[str, Point]) -> Visit | str:
    """One event as a visit, with an empty port where it is at none on record; or why it cannot be used, as a phrase."""
    if not isinstance(event, dict):
        return f"{type(event).__name__} instead of an event"
    start, end = moment(event.get("start")), moment(event.get("end"))
    vessel, stay = part(event, "vessel"), part(event, "port_visit") or part(event, "portVisit")
    anchorages = [part(stay, name) for name in ANCHORAGES]
    places = [point(item.get("lat"), item.get("lon")) for item in [*anchorages, part(event, "position")]]
    position = next(filter(None, places), None)
    name = f"{text(event, 'id')[:60]} has " if event.get("id") else "it has "
    if start is None:
        return f"{name}no start" if not event.get("start") else f"{name}a start that is no time"
    if end is None:
        return f"{name}no end, as the ship was still there" if not event.get("end") else f"{name}an end that is no time"
    if end < start:
        return f"{name}an end before its start"
    if position is None:
        return f"{name}no position on the globe"
    anchorage = next((text(item, "name") for item in anchorages if item.get("name")), "")
    confidence = text(stay, "confidence")
    grade = f" of confidence {confidence} on the scale of {OBSERVER} (4 is the surest)" if confidence else ""
    return Visit(
        place=place,
        ship=Identity(
            imo_digits(text(vessel, "imo")),
            text(vessel, "ssvid"),
            text(vessel, "name"),
            text(vessel, "flag"),
            text(vessel, "type"),
        ),
        first_day=start.date().isoformat(),
        last_day=end.date().isoformat(),
        where=proper(anchorage) or f"Anchorage without a name at {position[0]:.3f}, {position[1]:.3f}",
        port_id=nearest_port(position, ports, PORT_RADIUS_KM),
        detail=f"Port visit computed from AIS{', event ' + text(event, 'id') if event.get('id') else ''}",
        note=f"Port visit{grade}; days in UTC.",
    )


def part(item: Mapping[str, object], name: str) -> Event:
    """A part of an event, empty where it is not there or is something else."""
    found = item.get(name)
    return found if isinstance(found, dict) else {}


def text(item: Mapping[str, object], name: str) -> str:
    """A value as a text; empty where it is not there or is no single value."""
    found = item.get(name)
    return " ".join(str(found).split()) if isinstance(found, str | int | float) and not isinstance(found, bool) else ""
