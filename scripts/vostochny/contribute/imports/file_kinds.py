"""Identifies what a file is by its content, in words for a person: a web page, a PDF, a workbook, XML and its root."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

HEAD_BYTES = 65_536
OTHER, DOCUMENT = "other", "document"
# Compound File Binary Format (MS-CFB), of Office before 2007 and of what a newer one has encrypted.
OFFICE = b"\xd0\xcf\x11\xe0"
# First bytes of formats that no importer reads -> what to call a file that begins with them.
SIGNATURES = (
    (OFFICE, "an old Excel or Word document (before 2007), or one with a password"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\xff\xfe", "text in UTF-16, as Excel saves “Unicode text”"),
    (b"\xfe\xff", "text in UTF-16"),
)
OPEN_DOCUMENTS = {
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet (ods)",
    "application/vnd.oasis.opendocument.text": "an OpenDocument text (odt)",
}
ROOT = re.compile(r"<\s*(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|\s+)*", re.DOTALL)


@dataclass(frozen=True)
class FileKind:
    """What a file is.

    kind: csv, json, xml, html, pdf, xlsx, zip, gzip, empty, `DOCUMENT` of an office program, or `OTHER`
    words: the same for a person, such as ``a PDF document``
    text: the beginning of the file where it is text
    root: name of the root element of XML, without its namespace
    """

    kind: str
    words: str
    text: str = ""
    root: str = ""


def kind_of(head: bytes, archive: bytes = b"") -> FileKind:
    """What a file is whose first HEAD_BYTES are `head`.

    archive: the whole file where it begins as a zip archive; its list of members is at the end
    """
    if not head.strip(b"\x1a \t\r\n\xef\xbb\xbf\0"):
        return FileKind("empty", "an empty file")
    if b"%PDF-" in head[:1024]:
        return FileKind("pdf", "a PDF document")
    if head.startswith(b"\x1f\x8b"):
        return FileKind("gzip", "a gzip archive")
    if head.startswith(b"PK"):
        return kind_of_zip(archive)
    for signature, words in SIGNATURES:
        if head.startswith(signature):
            return FileKind(DOCUMENT if head.startswith(OFFICE) else OTHER, words)
    return kind_of_text(head)


def kind_of_zip(archive: bytes) -> FileKind:
    """A workbook, a document or a plain zip archive, by its members."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            names = set(opened.namelist())
            declared = opened.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, KeyError):
        return FileKind(OTHER, "a workbook or zip archive that is damaged or cut off")
    if "xl/workbook.xml" in names:
        return FileKind("xlsx", "an Excel workbook (xlsx)")
    if "word/document.xml" in names:
        return FileKind(DOCUMENT, "a Word document (docx)")
    if declared in OPEN_DOCUMENTS:
        return FileKind(DOCUMENT, OPEN_DOCUMENTS[declared])
    return FileKind("zip", "a zip archive")


def kind_of_text(head: bytes) -> FileKind:
    """XML, HTML, JSON, lines of cells, or bytes that are no text."""
    # The cut at HEAD_BYTES may be inside a letter, and a faulty byte is for the reader to report with its line.
    text = head.decode("utf-8", "replace").lstrip("\ufeff")
    if "\0" in text[:1000] or text[:1000].count("\ufffd") > 100:
        return FileKind(OTHER, "a binary file")
    start = text.lstrip()
    if start.startswith("<"):
        lower = start[:4000].casefold()
        found = ROOT.match(PROLOGUE.sub("", start, count=1))
        root = found[1] if found else ""
        if "<!doctype html" in lower or "<html" in lower or root.casefold() in {"html", "head", "body", "div", "h1"}:
            return FileKind("html", f"a web page (HTML){title(start)}", text, "html")
        return FileKind("xml", f"XML with the root element {root}" if root else "XML", text, root)
    if start[:1] in ("{", "["):
        return FileKind("json", "JSON", text)
    return FileKind("csv", "text with lines of cells", text)


def title(page: str) -> str:
    """What a web page calls itself, in quotation marks; empty when it does not."""
    found = re.search(r"<(title|h1)\b[^>]*>(.*?)</\1>", page, re.IGNORECASE | re.DOTALL)
    words = " ".join(re.sub(r"<[^>]*>", " ", found[2]).split())[:60] if found else ""
    return f", “{words}”" if words else ""
