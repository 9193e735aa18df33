"""A document is captured from a local server that redirects, compresses, lies, breaks off and is slow or huge."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import in_own_loop
from tests.upkeep.misbehaving import Misbehaving, ToLocalServer

from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.passages.copy_formats import read_document
from vostochny.upkeep.capture import Captured, capture, private_folder
from vostochny.upkeep.link_checker import Manners

QUICK = Manners(pause_seconds=0.02, attempts=2, timeout_seconds=2, longest_wait_seconds=5)
PAGE = "<html><body><p>시험용 문장은 최소 다섯 척을 세었다.</p></body></html>"
LARGE = b"<p>" + b"0123456789" * 5_242_880  # 50 MB
WORDS = "최소 다섯 척을"


class Library(Misbehaving):
    """Hosts that each keep the page in a way of their own; `broken_off` counts bodies cut in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self.ranges: list[str] = []

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request; notes the range that is asked for."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        _method, path, _version = head.split("\r\n")[0].split(" ")
        lines = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        name = lines["host"].split(":")[0].removesuffix(".example.org")
        self.asked.append(("GET", name, path))
        try:
            await self.serve(writer, name, path, lines.get("range", ""))
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def serve(self, writer: asyncio.StreamWriter, name: str, path: str, part: str) -> None:
        html = {"content-type": "text/html; charset=utf-8"}
        if path == "/robots.txt":
            await self.send(writer, 200 if name == "private" else 404, body=b"User-agent: *\nDisallow: /\n")
        elif name == "moved":
            await self.send(writer, 301, {"location": "http://plain.example.org/page"})
        elif name == "inside":
            await self.send(writer, 302, {"location": "http://127.0.0.1:1/"})
        elif name == "gzip":
            await self.send(writer, 200, html | {"content-encoding": "gzip"}, gzip.compress(PAGE.encode()))
        elif name == "lying":
            await self.send(writer, 200, {"content-type": "text/html; charset=utf-8"}, PAGE.encode("euc-kr"))
        elif name == "missing":
            await self.send(writer, 404)
        elif name == "slow":
            await asyncio.sleep(30)
        elif name == "large":
            await self.send(writer, 200, html, LARGE)
        elif name == "torn":
            await self.torn(writer, part)
        else:
            await self.send(writer, 200, html, PAGE.encode())

    async def torn(self, writer: asyncio.StreamWriter, part: str) -> None:
        """Breaks off in the middle, until it is asked for the rest."""
        self.ranges.append(part)
        body = PAGE.encode()
        if part:
            start = int(part.removeprefix("bytes=").rstrip("-"))
            span = {"content-range": f"bytes {start}-{len(body) - 1}/{len(body)}", "etag": '"one"'}
            await self.send(writer, 206, span | {"content-type": "text/html"}, body[start:])
            return
        head = f'HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\netag: "one"\r\ncontent-type: text/html\r\n\r\n'
        writer.write(head.encode() + body[:40])
        await writer.drain()
        writer.transport.abort()


def captured(spoilable: Project, name: str, library: Library | None = None) -> Captured:
    """What comes of capturing the page of one host."""
    library = library or Library()

    async def run() -> Captured:
        server = await asyncio.start_server(library.handle, "127.0.0.1", 0)
        library.ports = {"http": server.sockets[0].getsockname()[1], "https": 0}
        async with server:
            url = f"http://{name}.example.org/page"
            return await capture(spoilable, "a-source", url, "2026-12-01", None, ToLocalServer(library), QUICK)

    return in_own_loop(run())


@pytest.mark.parametrize("name", ["plain", "moved", "gzip", "lying"])
def test_a_page_is_kept_and_can_be_read_again(spoilable: Project, name: str) -> None:
    told = captured(spoilable, name)
    assert told.path is not None
    document = read_document(told.path)
    assert any(WORDS in block.text for block in document.blocks)
    assert told.size_bytes > 0
    assert "http://" in document.blocks[0].place


def test_fifty_megabytes_are_kept_whole(spoilable: Project) -> None:
    told = captured(spoilable, "large")
    assert (told.size_bytes, told.sha256) == (len(LARGE), hashlib.sha256(LARGE).hexdigest())


@pytest.mark.parametrize(
    ("name", "why"), [("missing", "404"), ("slow", "Timeout"), ("inside", "127.0.0.1"), ("private", "robots.txt")]
)
def test_what_cannot_be_had_says_why_and_leaves_nothing(spoilable: Project, name: str, why: str) -> None:
    told = captured(spoilable, name)
    assert told.path is None
    assert why in told.as_text()
    assert list((spoilable.root / "captures").glob("*.wacz")) == []


def test_a_fetch_that_broke_off_goes_on_where_it_was(spoilable: Project) -> None:
    library = Library()
    told = captured(spoilable, "torn", library)
    assert told.path is not None
    assert told.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert library.ranges == ["", "bytes=40-"]


@pytest.mark.parametrize("inside", ["data", "site/pages", "build", "schemas/tables"])
def test_a_folder_of_which_releases_are_made_is_refused(spoilable: Project, inside: str) -> None:
    with pytest.raises(BuildError, match="releases are made"):
        private_folder(spoilable, spoilable.root / inside)


def test_a_capture_is_never_committed_or_copied_into_a_container(checkout: Project) -> None:
    place = private_folder(checkout, None).relative_to(checkout.root) / "a-source-2026-12-01.wacz"
    ignored = subprocess.run(["git", "check-ignore", str(place)], cwd=checkout.root, check=False, capture_output=True)
    assert ignored.returncode == 0
    assert place.parts[0] in (checkout.root / ".dockerignore").read_text(encoding="utf-8").split()


@pytest.mark.deep
def test_no_release_holds_what_lies_among_the_captures(
    spoilable: Project, vostochny: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    secret = b"a captured page that nobody may publish"
    folder = spoilable.root / "captures"
    folder.mkdir()
    (folder / "a-source-2026-12-01.wacz").write_bytes(secret)
    made = vostochny("--project", str(spoilable.root), "release")
    assert made.returncode == 0, made.stderr
    published = [path for path in spoilable.build.rglob("*") if path.is_file()]
    assert len(published) > 10
    assert [path for path in published if secret in path.read_bytes()] == []


def test_the_copy_leaves_nothing_in_the_record_but_hash_day_and_verdict(
    spoilable: Project, tmp_path: Path, vostochny: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    page = tmp_path / "saved.html"
    page.write_text("<html><body><p>It was on the 7th of some month.</p></body></html>", encoding="utf-8")
    before = {path: path.read_bytes() for path in spoilable.data.iterdir()}
    run = vostochny(
        "--project", str(spoilable.root), "verify", "viewus-2024-03-26", str(page), "--record", "--on", "2026-12-01"
    )
    assert run.returncode == 1
    assert " passages found, 0 in the same sentence." in run.stdout
    changed = [path.name for path, content in before.items() if path.read_bytes() != content]
    assert changed == ["source_checks.csv"]
    row = spoilable.csv_path("source_checks").read_text(encoding="utf-8").splitlines()[-1]
    assert row == (f"viewus-2024-03-26,,,,,,,2026-12-01,{hashlib.sha256(page.read_bytes()).hexdigest()},none_found,,")
