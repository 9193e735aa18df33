"""Errors have the format that the address asks for: JSON, a line of text, or a page."""

from __future__ import annotations

import re

import httpx
import pytest

DATABASE = "/data/vostochny"
LONG = "x" * 20_000
# What follows the ending of the address of a table -> status of the answer.
OF_A_TABLE = {
    "?_search=*": 400, "?_search=%22)": 400, "?_search=%22": 400, "?_search_name=%28%29": 400, "?_search=%00": 400,
    "?_facet=%22": 400, "?_facet_size=x": 400, "?_through=%7B%7D": 400, f"?_search={LONG}": 414,
    "?imo_number=99999999999999999999": 400, "?name__in=[1": 400, "?_size=x": 400, "?_size=99999": 400,
    "?_sort=nothing": 400, "?_sort=%22)": 400, "?_where=%22)": 400, "?_where=1)": 400,
    "?_sort=imo_number&_sort_desc=name": 400,
    "?_searchmode=raw&_search=%22)": 400, "?_searchmode=raw&_search=a%20AND%20(": 400,
    "?" + "&".join(["_facet=name"] * 99): 400,
}  # fmt: skip
# Addresses before their ending, and what follows it -> status of the answer.
OTHERS = {
    ("/nothing", ""): 404, ("/vessels/nobody", ""): 404, ("/vessels/a,b", ""): 404,
    ("/-/versions", ""): 404, ("/vessels/koti/x", ""): 404, ("//vessels", ""): 404, ("/ves%5Csels", ""): 404,
    ("", "?sql=select+%22)"): 400, ("", "?sql=delete+from+vessels"): 400, ("", "?sql=select+1%00"): 400,
    ("/no_such_query", "?x=1"): 404,
}  # fmt: skip
ADDRESSES = [(f"{DATABASE}/vessels", query, status) for query, status in OF_A_TABLE.items()]
ADDRESSES += [(f"{DATABASE}{path}", query, status) for (path, query), status in OTHERS.items()]


def is_one_line(answer: httpx.Response) -> bool:
    """Whether an answer is a sentence in a line of plain text."""
    return answer.headers["content-type"].startswith("text/plain") and bool(re.fullmatch(r"[^\n]+\.\n", answer.text))


@pytest.mark.parametrize(("path", "query", "status"), ADDRESSES)
def test_an_error_has_the_format_that_the_address_asks_for(
    client: httpx.Client, path: str, query: str, status: int
) -> None:
    answer = client.get(f"{path}.json{query}")
    found = answer.json()
    assert {**found, "error": ""} == {"ok": False, "status": status, "error": ""}
    assert re.fullmatch(r"[A-Z_a-z][^\n]*\.", found["error"])
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["access-control-allow-origin"] == "*"
    lines = client.get(f"{path}.csv{query}")
    assert (lines.status_code, is_one_line(lines)) == (status, True), lines.text[:200]
    page = client.get(f"{path}{query}")
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert '<html lang="en">' in page.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_what_would_change_something_is_refused_in_the_format_that_the_address_asks_for(
    client: httpx.Client, method: str
) -> None:
    answer = client.request(method, f"{DATABASE}/vessels.json", content=b"x=1")
    assert answer.json() == {"ok": False, "status": 405, "error": "Nothing can be changed here."}
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    page = client.request(method, f"{DATABASE}/vessels")
    assert (page.status_code, "<h1>" in page.text) == (405, True)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/vessels/%22).json?_shape=array", "/vessels/~22).json?_shape=array"),
        ("/vessels/a%2Fb", "/vessels/a~2Fb"),
        ("/vessels.jsono", "/vessels.json?_shape=objects"),
    ],
)
def test_an_address_that_leads_on_stays_in_its_place_and_format(
    client: httpx.Client, address: str, target: str
) -> None:
    answer = client.get(f"{DATABASE}{address}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, f"{DATABASE}{target}")
    last = client.get(f"{DATABASE}{target}")
    assert last.headers["content-type"].startswith("application/json" if ".json" in target else "text/html")
