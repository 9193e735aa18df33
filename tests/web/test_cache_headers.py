"""How long answers hold: a release never changes, so whoever has its answer is told so and nothing is made twice."""

from __future__ import annotations

import hashlib

import httpx
import pytest
from tests.comparing import assert_same_bytes

from vostochny.model.project import Project

TABLE = "/data/vostochny/port_calls"


@pytest.fixture(scope="module")
def edition(client: httpx.Client) -> str:
    return str(client.get("/health").json()["edition"])


def test_the_health_address_says_what_is_served(client: httpx.Client, published: Project) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    assert told["ok"] is True
    assert told["version"] == published.dataset.package["version"]
    assert told["database_sha256"] == hashlib.sha256(published.database.read_bytes()).hexdigest()


@pytest.mark.parametrize("address", [TABLE, f"{TABLE}.json", f"{TABLE}.csv", f"{TABLE}?_facet=port_id", "/data/"])
def test_a_reader_who_has_the_answer_of_this_edition_gets_304(client: httpx.Client, address: str) -> None:
    first = client.get(address)
    assert first.headers["cache-control"] == "public, no-cache"
    assert "cookie" not in first.headers.get("vary", "").lower()
    again = client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get(address, headers={"if-none-match": 'W/"another"'}).status_code == 200


def test_one_of_several_tags_is_enough(client: httpx.Client) -> None:
    tag = client.get(TABLE).headers["etag"]
    assert client.get(TABLE, headers={"if-none-match": f'W/"old", {tag}'}).status_code == 304


@pytest.mark.parametrize("rest", ["/data/vostochny/port_calls.json", "/downloads/port_calls.csv"])
def test_an_address_that_names_its_edition_holds_for_ever(client: httpx.Client, edition: str, rest: str) -> None:
    answer = client.get(f"/at/{edition}{rest}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    plain = client.get(rest)
    assert plain.headers["cache-control"] == "public, no-cache"
    if rest.endswith(".csv"):
        assert_same_bytes(answer.content, plain.content)


def test_an_edition_that_is_gone_leads_to_the_one_that_is_served(client: httpx.Client) -> None:
    answer = client.get("/at/0123456789abcdef/data/vostochny/port_calls?port_id=RUVYP&_sort=call_id")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"{TABLE}?port_id=RUVYP&_sort=call_id"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ["/at/EDITION//example.org/", "/at/EDITION/", "/at/x//example.org/"])
def test_no_such_address_leads_to_another_host(client: httpx.Client, edition: str, address: str) -> None:
    location = client.get(address.replace("EDITION", edition)).headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith("//")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/data/vostochny/no_such_table", 404),
        ("/data/vostochny.json?sql=select+nothing+from+nowhere", 400),
        ("/data/vostochny.json?sql=select+datetime('now')", 200),
        ("/data/vostochny.json?sql=select+random()", 200),
        ("/data/vostochny.json?sql=select+DATE+()", 200),
        ("/data/vostochny.json?sql=select+current_timestamp", 200),
    ],
)
def test_what_is_wrong_or_changes_by_itself_is_kept_by_nobody(client: httpx.Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


def test_random_is_another_number_every_time(client: httpx.Client) -> None:
    address = "/data/vostochny.json?sql=select+random()+as+n&_shape=array"
    assert client.get(address).json() != client.get(address).json()


@pytest.mark.parametrize("ending", ["", ".json"])
def test_a_page_whose_facet_was_given_up_is_kept_by_nobody(client: httpx.Client, ending: str) -> None:
    # A filter that takes some milliseconds a row: two rows are found in time, the facet looks at all and is given up.
    slow = "(select count(*) from sources a, sources b where a.title || b.title <> designation_id) >= 0"
    answer = client.get(
        f"/data/vostochny/vessel_sanctions{ending}",
        params={"_where": slow, "_facet": "authority", "_size": "1", "_sort": "designation_id"},
    )
    assert answer.status_code == 200
    assert "authority" not in answer.json()["facet_results"] if ending else "too many rows to count" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_cookie_changes_nothing(client: httpx.Client) -> None:
    plain = client.get(f"{TABLE}.json")
    told = client.get(f"{TABLE}.json", headers={"cookie": "ds_actor=x; ds_messages=y", "authorization": "Bearer z"})
    assert told.json()["rows"] == plain.json()["rows"]
    assert "set-cookie" not in told.headers
    assert told.headers["cache-control"] == "public, no-cache"


def test_a_style_sheet_with_the_hash_of_its_content_holds_for_ever(client: httpx.Client) -> None:
    assert "immutable" in client.get("/data/-/static/app.css?d59929").headers["cache-control"]
    assert "immutable" not in client.get("/data/-/static/app.css").headers["cache-control"]


def test_packed_and_plain_answers_hold_the_same(client: httpx.Client) -> None:
    packed = client.get(f"{TABLE}.json", headers={"accept-encoding": "gzip"})
    plain = client.get(f"{TABLE}.json", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json()["rows"] == plain.json()["rows"]
    assert "accept-encoding" in packed.headers["vary"].lower()
