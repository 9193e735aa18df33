"""Copies of documents are read as text with places, whatever their kind and encoding; a scan says it has no text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from vostochny.model.errors import BuildError
from vostochny.passages.copy_formats import read_document
from vostochny.passages.locate import locate, verdict
from vostochny.passages.text import digest

# Sentences of our own making.
SENTENCE = "The record of tests counts more than 51 trips in that year."
ROW = {"passage_id": "passage-99900", "find": "more than 51 trips", "passage_sha256": digest(SENTENCE)}
KOREAN = "시험용 문장은 최소 다섯 척을 세었다."
KOREAN_ROW = {"passage_id": "passage-99901", "find": "최소 다섯 척을", "passage_sha256": digest(KOREAN)}
HEAD = "<html><head><title>x</title><script>more than 51 trips</script></head><body>"
PAGE = f"{HEAD}\n<p>Before.\n<p>{SENTENCE} After.</p>"


def pdf(text: str) -> bytes:
    """A PDF of one page with one line of text; without text a page with nothing on it."""
    stream = f"BT /F1 12 Tf 20 700 Td ({text}) Tj ET".encode() if text else b"0 0 10 10 re f"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + tail % (table, len(out))


@pytest.mark.parametrize(
    ("name", "content", "kind", "place"),
    [
        ("page.html", PAGE.encode(), "html", "line 3"),
        ("utf16.html", PAGE.encode("utf-16"), "html", "line 3"),
        ("text.txt", f"First line.\n\n{SENTENCE[:20]}\n{SENTENCE[20:].strip()}\n".encode(), "text", "line 3"),
        ("report.pdf", pdf(SENTENCE), "pdf", "page 1"),
    ],
)
def test_a_passage_is_found_with_its_place(tmp_path: Path, name: str, content: bytes, kind: str, place: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    document = read_document(path)
    (found,) = locate([ROW], [document])
    assert (document.kind, found.found, found.same, found.place) == (kind, True, True, f"{name}, {place}")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("euc-kr", "euc-kr"), ("cp949", ""), ("utf-8", "euc-kr"), ("utf-8", "no-such-charset"), ("utf-16", "utf-8")],
)
def test_a_page_is_read_in_any_encoding_whatever_it_declares(tmp_path: Path, encoding: str, declared: str) -> None:
    filler = "<p>남포항의 유조선을 센 문장이 더 있다. 이 문장은 시험에만 쓰인다." * 5
    page = f'<html><head><meta charset="{declared}"></head><body>{filler}<p>{KOREAN}</body></html>'
    path = tmp_path / "page.html"
    path.write_bytes(page.encode(encoding))
    (found,) = locate([KOREAN_ROW], [read_document(path)])
    assert (found.found, found.same) == (True, True)


def test_what_is_not_shown_is_not_found(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><script>more than 51 trips</script><p>Nothing.", encoding="utf-8")
    document = read_document(path)
    assert [item.found for item in locate([ROW], [document])] == [False]
    assert verdict(locate([ROW], [document]), [document]) == "none_found"


@pytest.mark.parametrize(("old", "found", "same"), [("in that year", True, False), ("51", False, None)])
def test_another_sentence_and_other_words_are_told_apart(
    tmp_path: Path, old: str, found: bool, same: bool | None
) -> None:
    path = tmp_path / "page.txt"
    path.write_text(SENTENCE.replace(old, "57"), encoding="utf-8")
    (told,) = locate([ROW], [read_document(path)])
    assert (told.found, told.same) == (found, same)


def test_a_scan_says_that_it_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf(""))
    document = read_document(path)
    assert "no text" in document.note
    assert verdict(locate([ROW], [document]), [document]) == "no_text"


@pytest.mark.parametrize("content", [b"%PDF-1.4\nbroken", b"PK\x03\x04broken"])
def test_a_broken_file_is_an_error_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.bin"
    path.write_bytes(content)
    with pytest.raises(BuildError, match=r"broken\.bin"):
        read_document(path)


def test_a_zip_that_is_no_web_archive_is_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("readme.txt", "no archive")
    path = tmp_path / "other.zip"
    path.write_bytes(made.getvalue())
    with pytest.raises(BuildError, match="web archive"):
        read_document(path)
