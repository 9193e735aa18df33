"""A web server on 127.0.0.1 that misbehaves in every way that a link checker meets, each host in its own way."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

HUGE = 10_000_000_000
LONG_ROBOTS = b"User-agent: *\nDisallow: /private/\n"


class Misbehaving:
    """Answers by the host that is asked for; remembers what arrived, and when it was sent."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.sent: dict[str, list[float]] = {}
        self.sent_bytes = 0
        self.ports: dict[str, int] = {}

    def methods(self, host: str) -> list[str]:
        return [method for method, name, path in self.asked if name == host and path != "/robots.txt"]

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            method, path, _version = head.split("\r\n")[0].split(" ")
            lines = [line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line]
            host = {key.lower(): value for key, value in lines}["host"].split(":")[0]
            nth = sum(1 for name in self.asked if name == (method, host, path))
            self.asked.append((method, host, path))
            await self.misbehave(writer, method, host.removesuffix(".example.org"), path, nth)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            writer.close()

    async def misbehave(self, writer: asyncio.StreamWriter, method: str, name: str, path: str, nth: int) -> None:
        """What the host `name` does with a request that it has seen `nth` times before."""
        if path == "/robots.txt":
            await self.robots_txt(writer, name)
        elif name == "slow":
            await asyncio.sleep(30)
        elif name == "reset":
            writer.transport.abort()
        elif name == "drip":
            for letter in b"HTTP/1.1 200 OK\r\nx-slow: " + b"x" * 500:
                writer.write(bytes([letter]))
                await writer.drain()
                await asyncio.sleep(0.15)
        elif name == "nonsense":
            writer.write(b"\0\xff not http at all\r\n\r\n")
        elif name == "headless" and method == "HEAD":
            await self.send(writer, 405)
        elif name == "headreset" and method == "HEAD":
            writer.transport.abort()
        elif name == "huge":
            await self.send_huge(writer, method)
        elif name == "archive.org":
            await self.archive(writer, path)
        else:
            status, headers = self.scripted(name, path, nth)
            await self.send(writer, status, headers)

    async def robots_txt(self, writer: asyncio.StreamWriter, name: str) -> None:
        """Most hosts have none; one forbids a folder, one sends to that one's, one fails and one hangs up."""
        if name == "private":
            await self.send(writer, 200, body=LONG_ROBOTS)
        elif name == "elsewhere":
            await self.send(writer, 301, {"location": "http://private.example.org/robots.txt"})
        elif name == "overloaded":
            await self.send(writer, 503)
        elif name == "deaf":
            writer.transport.abort()
        else:
            await self.send(writer, 404)

    def scripted(self, name: str, path: str, nth: int) -> tuple[int, dict[str, str]]:
        """Hosts that answer with a status and headers."""
        date = "Tue, 01 Dec 2026 10:00:00 GMT"
        answers: dict[str, list[tuple[int, dict[str, str]]]] = {
            "circle": [(302, {"location": "/b" if path == "/a" else "/a"})],
            "endless": [(302, {"location": f"{path}x"})],
            "inside": [(302, {"location": "http://127.0.0.1:22/"})],
            "script": [(302, {"location": "javascript:alert(1)"})],
            "ftp": [(302, {"location": "ftp://new.example.org/page"})],
            "moved": [(301, {"location": "http://new.example.org/page"})],
            "parked": [(302, {"location": "http://new.example.org/for-now"})],
            "missing": [(404, {})],
            "gone": [(410, {})],
            "login": [(403, {})],
            "busy": [(429, {"retry-after": "0"}), (200, {})],
            "dated": [(503, {"retry-after": "Tue, 01 Dec 2026 10:00:00 GMT", "date": date}), (200, {})],
            "later": [(429, {"retry-after": "86400"})],
            "flaky": [(500, {}), (200, {})],
            "broken": [(500, {})],
        }
        turns = answers.get(name, [(200, {})])
        return turns[min(nth, len(turns) - 1)]

    async def send(
        self, writer: asyncio.StreamWriter, status: int, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> None:
        given = {"content-length": str(len(body)), "connection": "close", **(headers or {})}
        head = f"HTTP/1.1 {status} Answer\r\n" + "".join(f"{key}: {value}\r\n" for key, value in given.items())
        writer.write(head.encode("latin-1") + b"\r\n" + body)
        await writer.drain()

    async def send_huge(self, writer: asyncio.StreamWriter, method: str) -> None:
        """Refuses HEAD, then sends a page that would fill a disk."""
        if method == "HEAD":
            await self.send(writer, 501)
            return
        writer.write(f"HTTP/1.1 200 OK\r\ncontent-length: {HUGE}\r\n\r\n".encode())
        while self.sent_bytes < HUGE:
            writer.write(b"x" * 65536)
            await writer.drain()
            self.sent_bytes += 65536

    async def archive(self, writer: asyncio.StreamWriter, path: str) -> None:
        """The Internet Archive's answer: one address has a copy, one gets nonsense, the others none."""
        if "gone.example.org" in path:
            copy = "http://web.archive.org/web/20240601000000/http://gone.example.org/page"
            body = f'{{"archived_snapshots": {{"closest": {{"available": true, "url": "{copy}"}}}}}}'
        elif "missing.example.org" in path:
            body = '{"archived_snapshots": {"closest": {"available": true, "url": "https://evil.example.net/copy"}}}'
        else:
            body = "<html>busy"
        await self.send(writer, 200, body=body.encode())


class ToLocalServer(httpx.AsyncHTTPTransport):
    """Sends every request to the local server, whatever host it is for; nothing leaves this machine."""

    def __init__(self, server: Misbehaving) -> None:
        super().__init__()
        self.server = server

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.server.sent.setdefault(request.url.host, []).append(asyncio.get_running_loop().time())
        scheme = "https" if request.url.host == "tls.example.org" else "http"
        request.url = request.url.copy_with(scheme=scheme, host="127.0.0.1", port=self.server.ports[scheme])
        return await super().handle_async_request(request)


@asynccontextmanager
async def misbehaving(folder: Path) -> AsyncIterator[Misbehaving]:
    """The server, with a plain port and one with a certificate that nobody trusts."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=wrong.example.net",
         "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    behaviour = Misbehaving()
    plain = await asyncio.start_server(behaviour.handle, "127.0.0.1", 0)
    secret = await asyncio.start_server(behaviour.handle, "127.0.0.1", 0, ssl=context)
    behaviour.ports = {"http": plain.sockets[0].getsockname()[1], "https": secret.sockets[0].getsockname()[1]}
    try:
        yield behaviour
    finally:
        plain.close()
        secret.close()
