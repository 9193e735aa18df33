"""Whatever address is asked for, the server answers, never with a failure or the insides of a program."""

from __future__ import annotations

import socket
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response
from schemathesis.schemas import APIOperation
from tests.hostile.addresses import description

from vostochny.model.project import this_checkout

ADDRESSES = schemathesis.openapi.from_dict(description(this_checkout().dataset))
BRIEF = settings(
    max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
LONG = settings(BRIEF, max_examples=25)
# One table of each kind of key, and one query, stand for all in the quick run.
FEW = r"/(ports|vessel_particulars)(\.json|\.csv|/\{key\})?$|/what_if\.json$|^/[^v]*$"
# Addresses and headers that once were answered with a failure, or that other servers have fallen over.
FOUND = [
    "/data/vostochny/vessels?_facet_size=0",
    "/data/vostochny/vessels.json?_size=99999999999999999999",
    "/data/vostochny/vessels.json?_next=%00",
    "/data/vostochny/vessels.json?_next=a,b,c,d",
    "/data/vostochny/vessels.json?_through=%7B",
    "/data/vostochny/vessels.json?_through=%5B%5D",
    "/data/vostochny/vessels.json?_json=inferred",
    "/data/vostochny/vessels.json?dwt_tonnes__gt=nan",
    "/data/vostochny/vessels.json?vessel_id__in=%5B",
    "/data/vostochny/vessels.json?vessel_id__arraycontains=x",
    "/data/vostochny/vessels.json?_facet_array=name",
    "/data/vostochny/vessels.json?_facet_date=name",
    "/data/vostochny/vessels.json?_search=%22",
    "/data/vostochny/vessels.json?_search=AND+OR+NEAR%28",
    "/data/vostochny/vessels.json?_shape=object",
    "/data/vostochny/vessels.json?_ttl=x",
    "/data/vostochny/vessels.json?_facet=%7B%7D",
    "/data/vostochny/vessels.json?_facet_date=%7B",
    "/data/vostochny/vessels.json?_facet_size=%7B",
    "/data/vostochny/vessels.json?_where=%00",
    "/data/vostochny/vessels.json?name__notin=%5B",
    "/data/vostochny/vessels.csv?dwt_tonnes__gt=99999999999999999999",
    "/data/vostochny/vessels.csv?dwt_tonnes__lte=%C2%B2",
    "/data/vostochny/vessel_particulars/a,b",
    "/data/vostochny/vessel_particulars/~zz",
    "/data/vostochny/vessels/a,b",
    "/data/vostochny/vessels/%ff",
    "/data/vostochny/vessels/~00",
    "/data/vostochny/vessels/~",
    "/data/vostochny.json?sql=select+%3Aa&a=%00",
    "/data/vostochny.json?sql=select+char%280%29",
    "/data/vostochny.json?sql=%00",
    "/data/vostochny.json?sql=select+1&_shape=array&_nl=on",
    "/%00",
    "/%ff%fe",
    "/downloads/%2e%2e/secret.txt",
    "/downloads/..%2fsecret.txt",
    "/downloads/" + "a" * 5000,
    "/" + "a/" * 400,
    "/data/-/replace-token",
    "/data/%7Bx%7D/",
]  # fmt: skip


def fine(answer: httpx.Response | Response) -> None:
    """No failure of the server, and nothing of its insides."""
    assert answer.status_code < 500, (answer.request.url, answer.text[:300])
    assert "Traceback" not in answer.text
    assert "site-packages" not in answer.text


@ADDRESSES.include(path_regex=FEW).parametrize()
@BRIEF
def test_every_kind_of_address_answers(case: schemathesis.Case[Any], client: httpx.Client) -> None:
    fine(case.call(base_url=str(client.base_url).rstrip("/"), timeout=30, allow_redirects=False))


# Parametrised here and not by schemathesis, whose tests all have one identifier: distributed by files, one would run.
@pytest.mark.deep
@pytest.mark.parametrize(
    "operation",
    [found.ok() for found in ADDRESSES.get_all_operations() if isinstance(found, Ok)],
    ids=lambda operation: operation.label,
)
def test_every_kind_of_address_answers_many_times(
    operation: APIOperation[Any, Any, Any, Any], client: httpx.Client
) -> None:
    @LONG
    @given(case=operation.as_strategy())
    def answers(case: schemathesis.Case[Any]) -> None:
        fine(case.call(base_url=str(client.base_url).rstrip("/"), timeout=30, allow_redirects=False))

    answers()


@pytest.mark.parametrize("address", FOUND)
def test_an_odd_address_is_answered(address: str, client: httpx.Client) -> None:
    fine(client.get(address))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    path=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
    parts=st.lists(st.sampled_from(["data", "vostochny", "vessels", "..", "~2F", "%", "-", ".json", "?"]), max_size=6),
)
def test_any_path_is_answered(path: str, parts: list[str], client: httpx.Client) -> None:
    fine(client.get("/" + "/".join([*(quote(part) for part in parts), quote(path, safe="")])))


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
        b"GET /data/vostochny HTTP/1.1\r\nHost: a\r\nCookie: \xff=\xfe\r\nAuthorization: Bearer \xff\r\n\r\n",
        b"GET /data/vostochny HTTP/1.1\r\nHost: a\r\nRange: bytes=9-1\r\nIf-Modified-Since: never\r\n\r\n",
        b"POST /data/vostochny HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
    ],
)
def test_a_malformed_request_does_not_fell_the_server(request_bytes: bytes, client: httpx.Client) -> None:
    port = client.base_url.port
    assert port is not None
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request_bytes)
        connection.shutdown(socket.SHUT_WR)
        answer = connection.recv(4096)
    assert b" 500 " not in answer.split(b"\r\n", 1)[0]
    assert client.get("/").status_code == 200
