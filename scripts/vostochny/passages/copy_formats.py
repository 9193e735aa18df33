"""Reads a copy of a document as blocks of text, each with its place: HTML and XML, PDF, CSV, plain text, WACZ."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from vostochny.model.errors import BuildError

LARGEST_BYTES = 256 * 1024 * 1024
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
BLOCK_TAGS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p",
        "pre", "section", "table", "td", "th", "title", "tr", "ul",
        # An entry of a list of sanctions that is published as XML: the UN's, OFAC's, Canada's.
        "entity", "individual", "sdnentry", "record",
    }
)  # fmt: skip
SILENT_TAGS = frozenset({"script", "style", "template", "noscript"})


@dataclass(frozen=True)
class Block:
    """A paragraph, a cell or a line, with where it is, such as ``line 12`` or ``page 3``."""

    text: str
    place: str


@dataclass(frozen=True)
class Document:
    """One copy of a document.

    sha256: of the file as it is
    kind: html, pdf, csv, text or wacz
    note: what a reader should know, such as that a scan has no text; may be empty
    """

    name: str
    sha256: str
    kind: str
    blocks: tuple[Block, ...]
    note: str = ""


def read_document(path: Path) -> Document:
    """A copy of a document. Raises BuildError when the file is too large or cannot be read as what it is."""
    if path.stat().st_size > LARGEST_BYTES:
        raise BuildError(f"{path} is larger than {LARGEST_BYTES // 1024**2} MiB; cut the part that matters out of it")
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(b"%PDF-"):
        blocks = tuple(pdf_blocks(content, path.name))
        return Document(path.name, digest, "pdf", blocks, "" if blocks else "It has no text: a scan, or pictures only.")
    if content.startswith(b"PK\x03\x04"):
        return Document(path.name, digest, "wacz", tuple(wacz_blocks(content, path.name)))
    text = decoded(content)
    if looks_like_html(text):
        return Document(path.name, digest, "html", tuple(html_blocks(text)))
    if path.suffix.lower() == ".csv":
        return Document(path.name, digest, "csv", tuple(row_blocks(text, path.name)))
    return Document(path.name, digest, "text", tuple(text_blocks(text)))


def decoded(content: bytes, declared: str = "") -> str:
    """Bytes as text: by a byte order mark, by what HTTP or the page declares, as UTF-8, or by what it looks like."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(name, "replace")
    found = DECLARED.search(content[:4096])
    for name in (declared, "utf-8", found[1].decode("ascii", "replace") if found else ""):
        text = decodes(content, name)
        if text is not None:
            return text
    from charset_normalizer import from_bytes

    guess = from_bytes(content).best()
    return str(guess) if guess else content.decode("utf-8", "replace")


def decodes(content: bytes, name: str) -> str | None:
    """Bytes in an encoding; None where the encoding is unknown or the bytes are not of it."""
    try:
        return content.decode(name) if name else None
    except (LookupError, UnicodeDecodeError):
        return None


def looks_like_html(text: str) -> bool:
    """Whether a text begins as a page does."""
    return bool(
        re.match(r"\s*(<!doctype\s+html|<html|<\?xml|<head|<body|<!--|<(p|div|article|h1)\b)", text[:2000], re.I)
    )


class Reader(HTMLParser):
    """Takes the visible text of a page apart by its block elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.line = 1
        self.silent = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT_TAGS:
            self.silent += 1
        if tag in BLOCK_TAGS:
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT_TAGS:
            self.silent = max(0, self.silent - 1)
        if tag in BLOCK_TAGS:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if not any(piece.strip() for piece in self.pieces):
            leading = len(data) - len(data.lstrip())
            self.line = self.getpos()[0] + data[:leading].count("\n")
        self.pieces.append(data)

    def end_block(self) -> None:
        """Keep what was read since the last block, if it is more than blanks."""
        text = " ".join("".join(self.pieces).split())
        if text:
            self.blocks.append(Block(text, f"line {self.line}"))
        self.pieces = []


def html_blocks(text: str) -> list[Block]:
    """The visible text of a page."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    reader.end_block()
    return reader.blocks


def text_blocks(text: str) -> Iterator[Block]:
    """The lines of a plain text, and its paragraphs where a sentence runs over a line end."""
    paragraph: list[str] = []
    start = 1
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip():
            start = start if paragraph else number
            paragraph.append(line.strip())
        elif paragraph:
            yield Block(" ".join(paragraph), f"line {start}")
            paragraph = []


def row_blocks(text: str, name: str) -> Iterator[Block]:
    """The rows of a CSV, each with its filled cells in order. Raises BuildError where it cannot be read as one."""
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        for row in rows:
            filled = [" ".join(cell.split()) for cell in row if cell.strip()]
            if filled:
                yield Block(", ".join(filled), f"line {rows.line_num}")
    except csv.Error as error:
        raise BuildError(f"{name} cannot be read as a CSV: {error}") from error


def pdf_blocks(content: bytes, name: str) -> Iterator[Block]:
    """The text of a PDF by page. Raises BuildError without the library, or for a file that is damaged or locked."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise BuildError("Reading a PDF needs the library pypdf: pip install -e '.[capture]'") from error
    try:
        for number, page in enumerate(pypdf.PdfReader(io.BytesIO(content)).pages, 1):
            text = " ".join(page.extract_text().split())
            if text:
                yield Block(text, f"page {number}")
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise BuildError(f"{name} cannot be read as a PDF: {error}") from error


def wacz_blocks(content: bytes, name: str) -> Iterator[Block]:
    """The text of the pages in a web archive. Raises BuildError without the library, or for another sort of archive."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise BuildError("Reading a WACZ needs the library warcio: pip install -e '.[capture]'") from error
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = [item for item in archive.namelist() if item.startswith("archive/")]
        for member in members:
            for record in ArchiveIterator(io.BytesIO(archive.read(member))):
                if record.rec_type == "response":
                    yield from response_blocks(record)
    except (zipfile.BadZipFile, ArchiveLoadFailed, EOFError) as error:
        raise BuildError(f"{name} cannot be read as a web archive: {error}") from error
    if not members:
        raise BuildError(f"{name} is a ZIP file without the folder archive/ of a web archive")


def response_blocks(record: object) -> Iterator[Block]:
    """The text of one stored answer, with its address as the place."""
    headers, stream = getattr(record, "http_headers", None), getattr(record, "content_stream", None)
    address = record.rec_headers.get_header("WARC-Target-URI") if hasattr(record, "rec_headers") else ""
    if headers is None or stream is None:
        return
    kind = headers.get_header("content-type") or ""
    if "html" not in kind and "text/plain" not in kind:
        return
    declared = re.search(r"charset=([\w.:-]+)", kind)
    text = decoded(stream().read(), declared[1] if declared else "")
    for block in html_blocks(text) if looks_like_html(text) else text_blocks(text):
        yield Block(block.text, f"{address}, {block.place}")
