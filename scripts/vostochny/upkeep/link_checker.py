"""Checks whether the URLs of the sources still answer: politely, host by host, with as few requests as possible."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit

from vostochny.model.errors import InternalError
from vostochny.model.url_checks import url_fault
from vostochny.upkeep.robots_rules import AGENT, LONGEST_ROBOTS_BYTES, MOST_REDIRECTS, Fetched, RobotsRules

if TYPE_CHECKING:
    import httpx

ARCHIVE = "https://archive.org/wayback/available"
REDIRECTS = {301, 302, 303, 307, 308}
FOR_GOOD = {301, 308}
LONGEST_CHAIN = 10
LONGEST_ARCHIVE_ANSWER_BYTES = 64 * 1024


@dataclass(frozen=True)
class Manners:
    """How a run treats the hosts that it asks.

    pause_seconds: between two requests to one host, and the first step of the growing wait before another attempt
    longest_wait_seconds: the longest Retry-After that is waited for; a longer one postpones the host to another run
    """

    pause_seconds: float = 2.0
    attempts: int = 3
    timeout_seconds: float = 30.0
    longest_wait_seconds: float = 60.0
    hosts_at_once: int = 8


@dataclass(frozen=True)
class Answer:
    """What came of asking one address; `result` is a category of source_checks."""

    source_id: str
    url: str
    result: str
    http_status: int | None = None
    moved_to: str = ""
    archived_url: str = ""
    hindrance: str = ""

    @property
    def dead(self) -> bool:
        return self.result in {"gone", "unreachable"}


class TooLongError(InternalError):
    """A host asked to be left alone for longer than a run waits."""


async def ask_all(
    addresses: Iterable[tuple[str, str]],
    take: Callable[[Answer], None],
    transport: httpx.AsyncBaseTransport | None = None,
    manners: Manners | None = None,
) -> None:
    """Hand the answer of each (source_id, url) to `take` as it comes; the addresses of one host one after another.

    transport: how requests leave; the network unless a test gives another
    """
    manners = manners or Manners()
    by_host: dict[str, list[tuple[str, str]]] = {}
    for source_id, url in addresses:
        by_host.setdefault(urlsplit(url).hostname or "", []).append((source_id, url))
    room = asyncio.Semaphore(manners.hosts_at_once)

    async def one_host(checker: LinkChecker, items: list[tuple[str, str]]) -> None:
        async with room:
            for source_id, url in items:
                take(await checker.answer(source_id, url))

    async with LinkChecker(transport, manners) as checker, asyncio.TaskGroup() as group:
        for items in by_host.values():
            group.create_task(one_host(checker, items))


class LinkChecker:
    """Requests addresses, with a pause between any two requests to the same host, redirects included."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None, manners: Manners) -> None:
        import httpx

        self.manners = manners
        self.client = httpx.AsyncClient(
            transport=transport,
            timeout=manners.timeout_seconds,
            headers={"user-agent": f"{AGENT}/1 (checks that the sources of a public record can still be read)"},
        )
        self.robots: dict[str, RobotsRules] = {}
        self.reading: dict[str, asyncio.Lock] = {}
        self.turns: dict[str, asyncio.Lock] = {}

    async def __aenter__(self) -> LinkChecker:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.client.aclose()

    async def answer(self, source_id: str, url: str) -> Answer:
        """The answer of one address; every failure becomes an Answer too. Looks up an archived copy if it is dead."""
        try:
            found = await self.follow(source_id, url)
        except TooLongError as error:
            return Answer(source_id, url, "refused", 429, hindrance=str(error))
        if found.dead:
            return replace(found, archived_url=await self.archived(url))
        return found

    async def follow(self, source_id: str, url: str) -> Answer:
        """Follow redirects, each step asked for as politely as the first."""
        here, for_good, seen = url, True, {url}
        for _step in range(LONGEST_CHAIN):
            permission = (await self.rules_of(here)).permission(here)
            if not permission.allowed:
                return Answer(source_id, url, permission.result, hindrance=permission.why[:200])
            status, location, hindrance = await self.insist(here)
            if status not in REDIRECTS or not location:
                moved = here if here != url and for_good and status and status < 300 else ""
                return Answer(source_id, url, "moved" if moved else meaning(status), status, moved, hindrance=hindrance)
            for_good = for_good and status in FOR_GOOD
            here = urljoin(here, location)
            if here in seen or (fault := redirect_fault(here)):
                why = (
                    "It redirects in a circle."
                    if here in seen
                    else f"It redirects to an address that is not allowed: {fault}."
                )
                return Answer(source_id, url, "unreachable", status, hindrance=why)
            seen.add(here)
        return Answer(source_id, url, "unreachable", status, hindrance=f"It redirects more than {LONGEST_CHAIN} times.")

    async def insist(self, url: str) -> tuple[int | None, str, str]:
        """(status, redirect target, hindrance) after as many attempts as are polite; status None when nothing came."""
        status, hindrance = None, ""
        for attempt in range(self.manners.attempts):
            if attempt:
                await asyncio.sleep(self.manners.pause_seconds * 2**attempt)
            try:
                async with asyncio.timeout(3 * self.manners.timeout_seconds):
                    status, location, wait, hindrance = await self.once(url)
            except TimeoutError:
                status, hindrance = None, "No answer within the time allowed."
                continue
            if status is not None and status != 429 and status < 500:
                return status, location, ""
            if wait > self.manners.longest_wait_seconds:
                raise TooLongError(f"The host asked to be left alone for {wait:.0f} seconds.")
            await asyncio.sleep(wait)
        return status, "", hindrance

    async def once(self, url: str) -> tuple[int | None, str, float, str]:
        """One attempt: HEAD, and GET where HEAD is not answered well. (status, target, seconds to wait, hindrance)."""
        import httpx

        status, location, wait, hindrance = None, "", 0.0, ""
        for method in ("HEAD", "GET"):
            await self.pause(url)
            try:
                # The body is never read: a page of any size costs no more than its head.
                async with self.client.stream(method, url) as response:
                    status, headers = response.status_code, response.headers
            except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
                status, hindrance = None, in_one_line(error)
                continue
            location, wait, hindrance = headers.get("location", ""), seconds_to_wait(status, headers), ""
            # Many hosts refuse the method HEAD and not the address.
            if status < 400 or status == 429:
                break
        return status, location, wait, hindrance

    async def pause(self, url: str) -> None:
        """Take a turn at a host: at once when it is the first, after a pause when it is not."""
        host = urlsplit(url).hostname or ""
        first = host not in self.turns
        async with self.turns.setdefault(host, asyncio.Lock()):
            await asyncio.sleep(0 if first else self.manners.pause_seconds)

    async def rules_of(self, url: str) -> RobotsRules:
        """What the robots.txt of the host of `url` says, asked for once in a run."""
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        async with self.reading.setdefault(root, asyncio.Lock()):
            if root not in self.robots:
                self.robots[root] = RobotsRules(await self.robots_txt(f"{root}/robots.txt"))
        return self.robots[root]

    async def robots_txt(self, url: str) -> Fetched:
        """A robots.txt, following its redirects, with a limited number of attempts."""
        fetched = await self.fetch_again(url)
        for _step in range(MOST_REDIRECTS):
            if fetched.status not in REDIRECTS or not fetched.location:
                break
            url = urljoin(url, fetched.location)
            if redirect_fault(url):
                break
            fetched = await self.fetch_again(url)
        return fetched

    async def fetch_again(self, url: str) -> Fetched:
        """Fetch a robots.txt, and again where no answer or a server error comes."""
        fetched = Fetched(None)
        for attempt in range(self.manners.attempts):
            if attempt:
                await asyncio.sleep(self.manners.pause_seconds * 2**attempt)
            fetched = await self.fetch(url, LONGEST_ROBOTS_BYTES)
            if fetched.status is not None and fetched.status < 500:
                break
        return fetched

    async def archived(self, url: str) -> str:
        """The address of the newest copy in the Internet Archive, or an empty text.

        Source of the form: https://archive.org/help/wayback_api.php
        """
        fetched = await self.fetch(f"{ARCHIVE}?{urlencode({'url': url})}", LONGEST_ARCHIVE_ANSWER_BYTES)
        try:
            closest = json.loads(fetched.content)["archived_snapshots"]["closest"]
            copy = str(closest["url"]) if closest["available"] else ""
        except (ValueError, KeyError, TypeError):
            return ""
        copy = copy.replace("http://web.archive.org/", "https://web.archive.org/", 1)
        return copy if copy.startswith("https://web.archive.org/") and not url_fault(copy) else ""

    async def fetch(self, url: str, longest: int) -> Fetched:
        """One GET request; of the body at most `longest` bytes and the chunk in which they end."""
        import httpx

        await self.pause(url)
        content = b""
        try:
            async with asyncio.timeout(self.manners.timeout_seconds), self.client.stream("GET", url) as response:
                if response.status_code == 200:
                    async for chunk in response.aiter_bytes():
                        content += chunk
                        if len(content) > longest:
                            break
                return Fetched(response.status_code, response.headers.get("location", ""), content)
        except TimeoutError:
            return Fetched(None, hindrance="No answer within the time allowed.")
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return Fetched(None, hindrance=in_one_line(error))


def in_one_line(error: Exception) -> str:
    """What went wrong on the way to a host: the kind of error and the first line of its message."""
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0] if lines else 'no answer'}"[:200]


def redirect_fault(url: str) -> str:
    """Why a redirect is not followed: another scheme, or an address that no source may have."""
    return url_fault(url) if url.startswith(("http://", "https://")) else "not a web address"


def meaning(status: int | None) -> str:
    """What a final status says about the address."""
    if status is None or status >= 500 or status in REDIRECTS:
        return "unreachable"
    if status in {404, 410}:
        return "gone"
    return "alive" if status < 400 else "refused"


def seconds_to_wait(status: int, headers: Mapping[str, str]) -> float:
    """What a busy host asks to wait (RFC 9110, 10.2.3); a date is set against the host's own, so no clock is needed."""
    asked = headers.get("retry-after", "").strip()
    if status not in {429, 503} or not asked:
        return 0.0
    if asked.isdigit():
        return float(asked)
    try:
        until, now = (parsedate_to_datetime(text) for text in (asked, headers.get("date", "")))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return 0.0
