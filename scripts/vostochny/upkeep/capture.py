"""Fetches one public document with the link checker's manners, and keeps it as a web archive outside every release."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from vostochny.model.atomic_file import atomic_write
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.upkeep.link_checker import (
    LONGEST_CHAIN,
    REDIRECTS,
    LinkChecker,
    Manners,
    redirect_fault,
    seconds_to_wait,
)
from vostochny.upkeep.web_archive import Answered, write_wacz

if TYPE_CHECKING:
    import httpx

LARGEST_BYTES = 256 * 1024 * 1024
# What a release is made of; a capture must not lie in any of these.
PUBLISHED = ("data", "schemas", "site", "build", "scripts", "tests")


@dataclass(frozen=True)
class Captured:
    """One document as it was fetched.

    sha256: of the body as it was sent; size_bytes: its length
    path: the web archive; None if nothing was stored
    """

    source_id: str
    url: str
    status: int | None
    sha256: str = ""
    size_bytes: int = 0
    path: Path | None = None
    hindrance: str = ""

    def as_text(self) -> str:
        """For a reader."""
        if self.path is None:
            return f"{self.source_id}: nothing kept; {self.hindrance or f'the host answers {self.status}'}"
        return f"{self.source_id}: {self.size_bytes:,} bytes, sha256 {self.sha256}, kept in {self.path}"


def private_folder(project: Project, folder: Path | None) -> Path:
    """Where captures lie. Raises BuildError for a folder that a release could be made of."""
    chosen = (folder or project.root / "captures").resolve()
    for name in PUBLISHED:
        if chosen.is_relative_to((project.root / name).resolve()):
            raise BuildError(f"{chosen} lies in {name}/, of which releases are made; choose a folder outside of it")
    return chosen


async def capture(
    project: Project,
    source_id: str,
    url: str,
    on: str,
    folder: Path | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    manners: Manners | None = None,
) -> Captured:
    """Fetch the address of a source and keep what came as a WACZ in a private folder.

    on: the day to note, as 2026-12-01
    A fetch that broke off goes on where it was, if the host lets it. Raises BuildError for a folder that is published.
    """
    place = private_folder(project, folder)
    place.mkdir(parents=True, exist_ok=True)
    async with LinkChecker(transport, manners or Manners()) as checker:
        chain, hindrance = await follow(checker, url, place / f"{source_id}.part")
    if not chain or chain[-1].status != 200:
        return Captured(source_id, url, chain[-1].status if chain else None, hindrance=hindrance)
    part = place / f"{source_id}.part"
    content = part.read_bytes()
    path = place / f"{source_id}-{on}.wacz"
    atomic_write(path, write_wacz(chain, content, on))
    digest = hashlib.sha256(content).hexdigest()
    entry = {"source_id": source_id, "url": url, "on": on, "sha256": digest, "bytes": len(content), "file": path.name}
    with (place / "captures.jsonl").open("a", encoding="utf-8") as journal:
        journal.write(json.dumps(entry, ensure_ascii=False) + "\n")
    part.unlink()
    mark(part).unlink(missing_ok=True)
    return Captured(source_id, url, 200, digest, len(content), path)


async def follow(checker: LinkChecker, url: str, part: Path) -> tuple[list[Answered], str]:
    """The answers on the way to the document, whose body is in `part` after a 200; or what was in the way."""
    chain: list[Answered] = []
    here = url
    for _step in range(LONGEST_CHAIN):
        permission = (await checker.rules_of(here)).permission(here)
        if not permission.allowed:
            return chain, permission.why
        answered, hindrance = await insist(checker, here, part)
        if answered is None:
            return chain, hindrance
        chain.append(answered)
        location = dict(answered.headers).get("location", "")
        if answered.status not in REDIRECTS or not location:
            return chain, hindrance
        here = urljoin(here, location)
        if fault := redirect_fault(here):
            return chain, f"It redirects to where none may go: {fault}."
    return chain, f"It redirects more than {LONGEST_CHAIN} times."


async def insist(checker: LinkChecker, url: str, part: Path) -> tuple[Answered | None, str]:
    """One address, asked again after a growing pause where nothing came or the host is busy."""
    answered, hindrance = None, ""
    for attempt in range(checker.manners.attempts):
        if attempt:
            await asyncio.sleep(checker.manners.pause_seconds * 2**attempt)
        answered, hindrance = await once(checker, url, part)
        if answered is None:
            continue
        wait = seconds_to_wait(answered.status, dict(answered.headers))
        if answered.status != 429 and answered.status < 500:
            return answered, hindrance
        if wait > checker.manners.longest_wait_seconds:
            return None, f"The host asked to be left alone for {wait:.0f} seconds."
        await asyncio.sleep(wait)
    return answered, hindrance or "The host is busy or broken."


async def once(checker: LinkChecker, url: str, part: Path) -> tuple[Answered | None, str]:
    """One GET; the body goes into `part` as it is sent, after what an interrupted fetch of it left there."""
    import httpx

    await checker.pause(url)
    state = mark(part)
    known = json.loads(state.read_text(encoding="utf-8")) if state.exists() and part.exists() else {}
    kept = part.stat().st_size if known.get("url") == url else 0
    asked = {"range": f"bytes={kept}-", "if-range": known["etag"]} if kept and known.get("etag") else {}
    try:
        async with checker.client.stream("GET", url, headers=asked) as response:
            headers = tuple((name.lower(), value) for name, value in response.headers.items())
            if response.status_code not in {200, 206}:
                return Answered(url, response.status_code, headers), ""
            goes_on = response.status_code == 206
            state.write_text(json.dumps({"url": url, "etag": dict(headers).get("etag", "")}), encoding="utf-8")
            with part.open("ab" if goes_on else "wb") as file:
                async for chunk in response.aiter_raw():
                    file.write(chunk)
                    if file.tell() > LARGEST_BYTES:
                        return None, f"It is larger than {LARGEST_BYTES // 1024**2} MiB."
            whole = tuple(item for item in headers if item[0] not in {"content-range", "content-length"})
            return Answered(url, 200, whole if goes_on else headers), ""
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        return None, f"{type(error).__name__}: {error}"[:200]


def mark(part: Path) -> Path:
    """Where it is noted of what a partly fetched body is a part."""
    return part.with_suffix(".part.json")
