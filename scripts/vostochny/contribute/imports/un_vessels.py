"""The list of ships that the UN's 1718 Committee designated: as the PDF or page that the UN publishes, or as a table.

Each ship has a number, its names ("1: A 2: B"), its IMO number (with MMSI numbers below it), the day of designation and
five columns of measures with "Yes" or "na". Tables made from it (CSV, xlsx) have a header with the same columns.

Format: UN Security Council, 1718 Designated Vessels List of 4 June 2020 (1718_designated_vessels_list_final.pdf).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from vostochny.contribute.imports.headed_table import headed_rows, plain
from vostochny.contribute.imports.list_file import LARGEST_WORKBOOK, ListFile
from vostochny.contribute.imports.list_values import country, iso_day, ship_facts, ship_type
from vostochny.contribute.imports.listing import Listed, Reading
from vostochny.model.imo_number import is_ship_number

NEEDED = ("Vessel name", "IMO number", "Date of designation")
ALIASES = {
    "#": ("No", "Number"), "Vessel name": ("vessel_name", "Name"), "MMSI": (), "Flag": (), "Type": (),
}  # fmt: skip
# What a column of measures contains -> the measure as the record words it, in the order of the published list.
MEASURES = (
    ("8 d", "asset freeze (UNSCR 1718 para 8(d); 2270 para 12)"),
    ("12 a", "de-flagging (UNSCR 2321 para 12(a))"),
    ("12 d", "asset freeze (UNSCR 2321 para 12(d))"),
    ("2371", "port-entry ban (UNSCR 2371 para 6; 2375 para 6)"),
    ("economic resources", "asset freeze (UNSCR 1718 para 8(d); 2270 para 12)"),
)
# Within one entry: anything but a day, or a line with the number of the next entry.
WITHIN = r"(?:(?!\d{1,2}-[A-Z][a-z]{2}-\d{2}|\n *\d{1,3} *\n).)"
PDF_ENTRY = re.compile(
    rf"^ *(\d{{1,3}})\s*\n? *(1 ?[:.] *{WITHIN}{{1,200}}?)\s(\d{{7}}|does not exist|not known|na|none)\b"
    rf"({WITHIN}{{0,300}}?)"
    r"\b(\d{1,2}-[A-Z][a-z]{2}-\d{2,4})\s+((?:na|yes|no)(?:\s+(?:na|yes|no)){4})\b",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
NUMBERED = re.compile(r"\b\d ?[:.](?!\d)\s*")


def read_un_vessels(file: ListFile, programmes: Mapping[str, str]) -> Reading:
    """All ships of the list; `programmes` gives our identifier for it."""
    reading = Reading(findings=file.findings)
    forms = {"pdf": pdf_rows, "html": page_rows}
    seen: list[int] = []
    for line, cells in forms.get(file.kind.kind, table_rows)(file):
        number = imo_number(cells["IMO number"], cells["Vessel name"], reading)
        names = numbered(cells["Vessel name"])
        if not names:
            file.fault(line, "entry", "a name.", value=cells["IMO number"][:40])
            continue
        seen += [int(cells["#"])] if cells.get("#", "").isdecimal() else []
        mmsi = re.findall(r"(?<!\d)\d{9}(?!\d)", f"{cells['IMO number']} {cells.get('MMSI', '')}")
        flags = numbered(cells.get("Flag", ""))
        facts = [("imo_number", number), ("vessel_type", ship_type(cells.get("Type", "")))]
        # Several are numbered like the names, and the list does not say which is the current one.
        facts += [("mmsi", mmsi[0])] if len(mmsi) == 1 else []
        facts += [("flag_iso2", country(flags[0]))] if len(flags) == 1 else []
        reading.entries.append(
            Listed(
                "",
                tuple((name, "current" if place == 0 else "alias") for place, name in enumerate(dict.fromkeys(names))),
                ship_facts(facts),
                listed_on=reading.day(cells["Date of designation"], names[0]),
                programmes=tuple(programmes.values()),
                measures="; ".join(dict.fromkeys(cells["measures"].split("|"))) if cells["measures"] else "",
                line=line,
                tags=("1718",),
            )
        )
    if gaps := [str(number) for number in range(1, max(seen, default=0) + 1) if number not in seen]:
        file.fault(0, "not-whole", f"every number of the list; {', '.join(gaps[:10])} cannot be read.",
                   "Is the file whole?")  # fmt: skip
    elif not reading.entries and not file.findings:
        file.fault(0, "format", "ships with a number, a name and a day of designation; there are none.")
    return reading


def imo_number(text: str, name: str, reading: Reading) -> str:
    """The IMO number in a cell; one without a valid check digit is noted and left out."""
    found = re.search(r"(?<!\d)\d{7}(?!\d)", text)
    if found and not is_ship_number(found[0]):
        reading.notes.append(f"{name}: {found[0]} has no valid check digit and is not taken.")
    return found[0] if found and is_ship_number(found[0]) else ""


def numbered(text: str) -> list[str]:
    """The values in a cell such as ``1: Chong Chon Gang 2: Tong Hung San``."""
    values = [" ".join(part.split()) for part in NUMBERED.split(f" {text}")]
    return [value for value in values if value and value.casefold() != "na"]


def table_rows(file: ListFile) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a table with a header."""
    for line, cells in headed_rows(file, NEEDED, ALIASES):
        found = [words for name, value in cells.items() for part, words in MEASURES
                 if part in plain(name) and value.casefold() in {"yes", "x", "true"}]  # fmt: skip
        yield line, {**cells, "measures": "|".join(found)}


def fixed(number: str, names: str, imo: str, day: str, marks: list[str]) -> dict[str, str]:
    """The cells of a row of the published list, whose columns have a fixed order."""
    words = [words for (_part, words), mark in zip(MEASURES, marks, strict=False) if mark.casefold() == "yes"]
    return {
        "#": number, "Vessel name": names, "IMO number": imo, "Date of designation": day, "measures": "|".join(words),
    }  # fmt: skip


def pdf_rows(file: ListFile) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of the PDF, out of the text of its pages."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        file.fault(0, "pdf-library", "the library pypdf, to read a PDF.", "pip install -e '.[capture]'")
        return
    # pypdf repairs small faults of a PDF and says so on the screen.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        with file.opener() as stream:
            text = "\n".join(page.extract_text() for page in pypdf.PdfReader(stream).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        file.fault(0, "pdf", f"a PDF that can be read ({str(error)[:80]}).", "Download it again.")
        return
    text = re.sub(r"[ \t]+", " ", text)
    for place, found in enumerate(PDF_ENTRY.finditer(text), 1):
        number, names, imo, below, day, marks = found.groups()
        yield place, fixed(number, " ".join(names.split()), f"{imo} {' '.join(below.split())}", day, marks.split())


def page_rows(file: ListFile) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of the tables of a web page."""
    page = PageTables()
    with file.opener() as stream:
        page.feed(stream.read(LARGEST_WORKBOOK).decode("utf-8", "replace"))
    number = ""
    for place, cells in enumerate(page.rows, 1):
        if len(cells) >= 8 and re.match(r"1 ?[:.]", cells[1]) and iso_day(cells[3]):
            number = cells[0] or (str(int(number) + 1) if number.isdecimal() else "")
            yield place, fixed(number, cells[1], cells[2], cells[3], cells[4:9])


class PageTables(HTMLParser):
    """The rows of all tables of a web page as texts."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())
