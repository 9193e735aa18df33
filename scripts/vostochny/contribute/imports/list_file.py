"""A published list as a file on disk: opened as it is, out of a zip or gzip archive, or as the rows of a workbook."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import IO

from vostochny.contribute.imports.file_kinds import HEAD_BYTES, FileKind, kind_of
from vostochny.model.errors import InternalError
from vostochny.model.findings import Finding

# No list of ships or companies is larger, and an archive may claim to be (a "zip bomb").
LARGEST = 4 * 1024**3
LARGEST_WORKBOOK = 400 * 1024**2
# Characters of a line; no list has longer ones, and a small archive may unpack to one of gigabytes.
LONGEST_LINE = 8_000_000
# Bit of a member's flags: APPNOTE.TXT of the zip format, 4.4.4.
ENCRYPTED = 1
# Rows of a workbook by which the list in it is recognised.
FIRST_ROWS = 4
# Lines by which the separator of a CSV is recognised; some lists begin with a title.
DELIMITER_WITHIN = 12
# A file with one kind of error in every line has another form; the first few show it.
MOST_ALIKE = 3
# Separators of cells; spreadsheets of many countries write others than the comma.
DELIMITERS = ",;\t|"
# What Excel may write into the first line, to say which separator follows.
SEPARATOR_LINE = re.compile(r"sep=", re.IGNORECASE)
# An IMO number or MMSI as a spreadsheet shows a number that is too long for its cell: 9.41712E+06.
SHORTENED = re.compile(r"\d[.,]?\d*E\+0?[5-9]", re.IGNORECASE)
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, LookupError, ValueError,
    TypeError, AttributeError, SyntaxError, AssertionError,
)  # fmt: skip


class LongLineError(InternalError, ValueError):
    """A line longer than any list has."""


@dataclass
class ListFile:
    """One file to import.

    name: what messages call it
    kind: what it is
    opener: opens its bytes anew
    beside: opener of each other file of the same folder or archive, by its name in small letters
    findings: on the file; readers add to them
    """

    name: str
    kind: FileKind
    opener: Callable[[], IO[bytes]]
    beside: dict[str, tuple[str, Callable[[], IO[bytes]]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def fault(self, line: int, rule: str, expected: str, remedy: str = "", value: str = "", column: str = "") -> None:
        """Add a finding; of many of one rule the first few are kept, and the last of those says so."""
        alike = sum(item.rule == rule for item in self.findings)
        if alike < MOST_ALIKE:
            more = " Further findings of this kind are not shown." if alike == MOST_ALIKE - 1 else ""
            self.findings.append(Finding(self.name, line, column, rule, value, expected, f"{remedy}{more}".strip()))

    def sibling(self, name: str) -> ListFile | None:
        """Another file of the folder or archive by its name, whatever its capitals; None when there is none."""
        if name.casefold() not in self.beside:
            return None
        shown, opener = self.beside[name.casefold()]
        with opener() as file:
            kind = kind_of(file.read(HEAD_BYTES))
        return ListFile(shown, kind, opener, {}, self.findings)

    def rows(self, delimiter: str = "") -> Iterator[tuple[int, list[str]]]:
        """Rows of cells with their lines, of a CSV text or of a workbook; a fault ends them with a finding.

        delimiter: of the CSV; where it is empty, the one that the beginning of the file uses
        """
        rows = (
            self.sheet_rows() if self.kind.kind == "xlsx" else self.csv_rows(delimiter or delimiter_of(self.kind.text))
        )
        for line, row in rows:
            if short := next((cell for cell in row if SHORTENED.fullmatch(cell.strip())), ""):
                self.fault(line, "shortened-number", "numbers with all their digits; a spreadsheet has shortened this.",
                           "Download the file again, and do not save it in between.", short)  # fmt: skip
            elif not (line == 1 and len(row) <= 2 and SEPARATOR_LINE.match(row[0] if row else "")):
                yield line, row

    def csv_rows(self, delimiter: str) -> Iterator[tuple[int, list[str]]]:
        line = 1
        with self.opener() as file:
            text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
            reader = csv.reader(bounded_lines(text), strict=True, delimiter=delimiter)
            try:
                for row in reader:
                    if any("\0" in cell for cell in row):
                        self.fault(line, "nul-character", "text without NUL characters.", "Download the file again.")
                        return
                    yield line, row
                    line = reader.line_num + 1
            except UnicodeDecodeError as error:
                self.fault(line, "encoding", f"UTF-8 text ({error.reason}).", "Save or download the file as UTF-8.")
            except (csv.Error, LongLineError) as error:
                self.fault(line, "quotes", f"cells that CSV can read ({error}).", "Is the file cut off?")
            except UNREADABLE as error:
                self.fault(line, "archive", f"an archive that can be unpacked ({error}).", "Download it again.")

    def sheet_rows(self) -> Iterator[tuple[int, list[str]]]:
        """Rows of the sheets of a workbook, those of a further sheet without its header where that is the same."""
        import openpyxl

        try:
            with self.opener() as file:
                content = io.BytesIO(file.read(LARGEST_WORKBOOK))
                with zipfile.ZipFile(content) as parts:
                    if (size := sum(part.file_size for part in parts.infolist())) > LARGEST_WORKBOOK:
                        raise ValueError(f"unpacked it has {size:,} bytes")
                book = openpyxl.load_workbook(content, read_only=True, data_only=True)
                header: list[str] = []
                for sheet in book.worksheets:
                    for line, values in enumerate(sheet.iter_rows(values_only=True), 1):
                        cells = [cell_text(value) for value in values]
                        if any(cells) and cells != header:
                            # Empty cells at the end of a row may be left out of a workbook.
                            header = header or cells
                            yield line, [*cells, *[""] * (len(header) - len(cells))]
        except UNREADABLE as error:
            words = str(error).splitlines()[0][:80] if str(error) else type(error).__name__
            self.fault(0, "workbook", f"a workbook that can be opened ({words}).", "Save it anew, or use the CSV.")


def delimiter_of(text: str) -> str:
    """The separator of cells of which one of the first lines has most, the comma where none has any."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:DELIMITER_WITHIN]]
    most = {delimiter: max((line.count(delimiter) for line in lines), default=0) for delimiter in DELIMITERS}
    return max(most, key=lambda delimiter: most[delimiter])


def cell_text(value: object) -> str:
    """A cell of a workbook as CSV would have it: whole numbers without a point, days in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).removesuffix(" 00:00:00").replace("\0", "").strip()


def open_list(path: Path, names: tuple[str, ...] = ()) -> ListFile:
    """Open a file of any kind; an archive is opened if one of its members can be meant.

    names: what the list is called as it is published, in small letters, for an archive with several members
    """
    beside = {
        other.name.casefold(): (other.name, opener_of(other))
        for other in sorted(path.parent.iterdir())
        if other != path
    }
    found = ListFile(path.name, kind_of_file(opener_of(path)), opener_of(path), beside)
    if found.kind.kind == "gzip":
        found = from_gzip(path, found)
    elif found.kind.kind == "zip":
        found = from_zip(path, found, names)
    if found.kind.kind == "xlsx" and not found.findings:
        found.kind = replace(found.kind, text=first_rows(found))
    return found


def first_rows(book: ListFile) -> str:
    """The beginning of a workbook as CSV; what cannot be read is a finding on it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(row for _line, row in islice(book.rows(), FIRST_ROWS))
    return out.getvalue()


def bounded_lines(text: IO[str]) -> Iterator[str]:
    """The lines of a text. Raises LongLineError at one longer than any list has."""
    while line := text.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise LongLineError(f"there is a line of more than {LONGEST_LINE:,} characters")
        yield line


def opener_of(path: Path) -> Callable[[], IO[bytes]]:
    """Opens a file on disk for reading bytes."""
    return lambda: path.open("rb")


def kind_of_file(opener: Callable[[], IO[bytes]]) -> FileKind:
    """What a file is; of an archive as much is read as a workbook may have."""
    with opener() as file:
        head = file.read(HEAD_BYTES)
        return kind_of(head, head + file.read(LARGEST_WORKBOOK) if head.startswith(b"PK") else b"")


def from_gzip(path: Path, packed: ListFile) -> ListFile:
    """The file inside a gzip archive."""

    def opener() -> IO[bytes]:
        return io.BufferedReader(gzip.GzipFile(path, "rb"))

    try:
        kind = kind_of_file(opener)
    except UNREADABLE as error:
        packed.fault(0, "wrong-file", f"an archive that can be unpacked ({error}).", "Download it again.")
        return packed
    return ListFile(path.name, kind, opener, packed.beside, packed.findings)


def from_zip(path: Path, packed: ListFile, names: tuple[str, ...]) -> ListFile:
    """The one member of a zip archive that can be meant: the only file, or the one with the published name."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [item for item in archive.infolist() if not item.is_dir() and "__MACOSX" not in item.filename]
    except UNREADABLE as error:
        packed.fault(0, "wrong-file", f"an archive that can be unpacked ({error}).", "Download it again.")
        return packed
    meant = [item for item in members if item.filename.rpartition("/")[2].casefold() in names]
    chosen = meant if len(meant) == 1 else members
    if len(chosen) != 1 or chosen[0].file_size > LARGEST:
        shown = ", ".join(item.filename for item in members[:5]) or "nothing"
        packed.fault(
            0,
            "wrong-file",
            f"the list itself; this is a zip archive that contains {shown}.",
            "Unpack it, and name one file.",
        )
        return packed
    openers = {
        item.filename.rpartition("/")[2].casefold(): (item.filename.rpartition("/")[2], member_opener(path, item))
        for item in members
    }
    opener = member_opener(path, chosen[0])
    try:
        kind = kind_of_file(opener)
    except UNREADABLE as error:
        if chosen[0].flag_bits & ENCRYPTED:
            packed.fault(0, "wrong-file", "a list; this is a zip archive with a password.", "Unpack it first.")
        else:
            packed.fault(0, "wrong-file", f"an archive that can be unpacked ({error}).", "Download it again.")
        return packed
    return ListFile(chosen[0].filename.rpartition("/")[2], kind, opener, openers, packed.findings)


def member_opener(path: Path, member: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    """Opens one member of a zip archive for reading bytes; closing it closes the archive."""

    def opener() -> IO[bytes]:
        # The member keeps the archive's file open until it is closed itself.
        with zipfile.ZipFile(path) as archive:
            return archive.open(member)

    return opener
