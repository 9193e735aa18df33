"""The memory of answers: the same bytes as without it, made once, never more than it may hold."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import in_own_loop

from vostochny.web.response_cache import OVERHEAD_BYTES, ResponseCache

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send


class Maker:
    """An application that makes an answer as long as its address says, odd ones in pieces, and counts its work."""

    def __init__(self, *, lasting: bool = True, status: int = 200) -> None:
        self.made: list[str] = []
        self.lasting = lasting
        self.status = status

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        path = scope["path"]
        self.made.append(path)
        await asyncio.sleep(0)
        control = b"public, no-cache" if self.lasting else b"no-store"
        await send({"type": "http.response.start", "status": self.status, "headers": [(b"cache-control", control)]})
        length = int(path.strip("/"))
        if length % 2:
            for _ in range(length):
                await send({"type": "http.response.body", "body": path.encode() * 10, "more_body": True})
            await send({"type": "http.response.body", "body": b"end"})
        else:
            await send({"type": "http.response.body", "body": path.encode() * 10 * length + b"end"})


def request(path: str, **more: Any) -> dict[str, Any]:
    return {"type": "http", "method": "GET", "scheme": "http", "path": path, "query_string": b"", "headers": [], **more}


async def asked(app: Any, path: str, **more: Any) -> tuple[int, bytes]:
    messages: list[Message] = []

    async def send(message: Message) -> None:
        messages.append(message)
        await asyncio.sleep(0)

    async def receive() -> Message:
        return {"type": "http.request"}

    await app(request(path, **more), receive, send)
    assert messages[-1].get("more_body", False) is False
    return messages[0]["status"], b"".join(message.get("body", b"") for message in messages)


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=40),
    st.integers(0, 20_000),
    st.integers(0, 1200),
    st.booleans(),
    st.sampled_from([200, 404]),
)
def test_answers_are_those_of_the_application_whatever_is_kept(
    lengths: list[int], kept: int, largest: int, lasting: bool, status: int
) -> None:
    maker = Maker(lasting=lasting, status=status)
    memory = ResponseCache(maker, kept, largest)

    async def all_at_once_and_again() -> None:
        for _ in range(2):
            answers = await asyncio.gather(*(asked(memory, f"/{length}") for length in lengths))
            for length, answer in zip(lengths, answers, strict=True):
                assert answer == (status, f"/{length}".encode() * 10 * length + b"end")

    in_own_loop(all_at_once_and_again())
    assert memory.making == {}
    assert memory.kept.bytes <= kept
    answers = {key: answer for key, (answer, _) in memory.kept.values.items()}
    assert memory.kept.bytes == sum(
        len(key[0]) + len(key[1]) + len(key[4]) + len(answer.body) + OVERHEAD_BYTES for key, answer in answers.items()
    )
    assert all(len(answer.body) <= largest for answer in answers.values())
    assert not answers or (lasting and status == 200)
    assert all(int(key[0].strip(b"/")) % 2 == 0 for key in answers)


def test_many_who_ask_at_once_have_it_made_once() -> None:
    maker = Maker()
    memory = ResponseCache(maker)

    async def many() -> None:
        await asyncio.gather(*(asked(memory, "/4") for _ in range(50)))

    in_own_loop(many())
    assert maker.made == ["/4"]


def test_what_differs_in_encoding_edition_or_host_is_kept_apart() -> None:
    maker = Maker()
    memory = ResponseCache(maker)

    async def different() -> None:
        for more in (
            {},
            {"headers": [(b"accept-encoding", b"gzip, br")]},
            {"at_snapshot": True},
            {"query_string": b"a"},
            {"scheme": "https"},
            {"headers": [(b"host", b"another.example")]},
        ):
            await asked(memory, "/2", **more)
            await asked(memory, "/2", **more)

    in_own_loop(different())
    assert len(maker.made) == 6


def test_those_who_wait_for_an_answer_that_breaks_have_it_made_themselves() -> None:
    class Breaking(Maker):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            if not self.made:
                self.made.append("broken")
                await asyncio.sleep(0.01)
                raise RuntimeError("broken")
            await super().__call__(scope, receive, send)

    memory = ResponseCache(Breaking())

    async def two() -> Sequence[Any]:
        return await asyncio.gather(asked(memory, "/2"), asked(memory, "/2"), return_exceptions=True)

    first, second = in_own_loop(two())
    assert isinstance(first, RuntimeError)
    assert second == (200, b"/2" * 20 + b"end")


def test_nobody_waits_for_the_end_of_an_answer_that_is_comes_in_pieces() -> None:
    maker = Maker()
    memory = ResponseCache(maker)

    async def slow_reader_and_another() -> bytes:
        gate = asyncio.Event()

        async def slow(message: Message) -> None:
            if message["type"] == "http.response.body":
                await gate.wait()

        async def receive() -> Message:
            return {"type": "http.request"}

        reading = asyncio.create_task(memory(request("/9"), receive, slow))
        await asyncio.sleep(0.01)
        _, body = await asyncio.wait_for(asked(memory, "/9"), 5)
        gate.set()
        await reading
        return body

    assert in_own_loop(slow_reader_and_another()).endswith(b"end")
