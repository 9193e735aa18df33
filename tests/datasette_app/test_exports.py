"""What a reader takes away from a page of Datasette: exactly the rows of the selection, in each form, and inert."""

from __future__ import annotations

import html
import json
import re
from xml.etree.ElementTree import Element

import html5lib
import httpx
import pytest
from defusedxml import ElementTree
from tests.serving import csv_rows, row_count

from vostochny.model.project import Project, this_checkout
from vostochny.model.spreadsheet_formulas import escape_formula
from vostochny.web.limits import MAX_ROWS

DATABASE = "/data/vostochny"
ATOM = "{http://www.w3.org/2005/Atom}"
SELECTION = f"{DATABASE}/vessel_sanctions?authority=UN&_sort=listed_on"


def links(page: str) -> dict[str, list[str]]:
    """The links of each form on a page, the whole selection first."""
    found: dict[str, list[str]] = {}
    for address, name in re.findall(r'<a href="(/data/[^"]+)"[^>]*>(CSV|JSON|GeoJSON|Atom)</a>', page):
        found.setdefault(name, []).append(html.unescape(address))
    return found


def entries(feed: str) -> list[Element]:
    """The entries of an Atom feed, which must be well formed and have what the standard asks for."""
    root = ElementTree.fromstring(feed)
    assert root.tag == f"{ATOM}feed"
    found: list[Element] = root.findall(f"{ATOM}entry")
    for part in [root, *found]:
        for name in ("id", "title", "updated"):
            assert part.findtext(f"{ATOM}{name}")
    identifiers = [entry.findtext(f"{ATOM}id") for entry in found]
    assert len(set(identifiers)) == len(identifiers)
    return found


def test_a_selection_is_taken_away_with_its_filter_in_every_form(client: httpx.Client) -> None:
    page = client.get(SELECTION).text
    assert "Take all 69 rows that match" in page
    found = links(page)
    rows = csv_rows(client.get(found["CSV"][0]).text)
    assert len(rows) == 69
    assert {row["authority"] for row in rows} == {"UN"}
    assert [row["listed_on"] for row in rows] == sorted(row["listed_on"] for row in rows)
    assert [row["designation_id"] for row in client.get(found["JSON"][0]).json()["rows"]] == [
        row["designation_id"] for row in rows
    ]
    assert len(entries(client.get(found["Atom"][0]).text)) == 69


def test_the_second_page_is_taken_away_as_it_is_on_screen(client: httpx.Client) -> None:
    second = re.search(r'rel="next" href="([^"]+)"', client.get(f"{DATABASE}/citations?_size=200").text)
    assert second
    page = client.get(html.unescape(second[1])).text
    shown = re.findall(r'<tr id="row-\d+">', page)
    whole, on_screen = links(page)["CSV"]
    assert len(csv_rows(client.get(on_screen).text)) == len(shown) == 200
    kept = (this_checkout().data / "citations.csv").read_text(encoding="utf-8").count("\n") - 1
    assert len(csv_rows(client.get(whole).text)) == kept
    told = client.get(links(page)["JSON"][1]).json()
    assert len(told["rows"]) == 200


def test_rows_with_a_port_come_as_points(client: httpx.Client, published: Project) -> None:
    page = client.get(f"{DATABASE}/port_calls").text
    answer = client.get(links(page)["GeoJSON"][0])
    assert answer.headers["content-type"] == "application/geo+json; charset=utf-8"
    told = json.loads(answer.text)
    assert told["type"] == "FeatureCollection"
    assert told["complete"] is True
    assert len(told["features"]) == row_count(published, "port_calls")
    first = next(item for item in told["features"] if item["properties"]["call_id"] == "call-001")
    longitude, latitude = first["geometry"]["coordinates"]
    assert 132 < longitude < 134
    assert 42 < latitude < 43
    assert first["properties"]["port_id"] == "RUVYP"


def test_rows_without_a_place_have_no_geometry_and_tables_without_any_no_map(client: httpx.Client) -> None:
    features = client.get(f"{DATABASE}/sightings.geojson").json()["features"]
    assert any(item["geometry"] is None for item in features)
    page = client.get(f"{DATABASE}/programmes").text
    assert "GeoJSON" not in links(page)
    assert "<svg viewBox" not in page.partition("<main")[2]


def test_a_map_shows_the_rows_on_the_page_by_port(client: httpx.Client) -> None:
    page = client.get(f"{DATABASE}/port_calls?operation=load").text
    drawing = page.partition('<figure class="drawing map">')[2].partition("</figure>")[0]
    assert "Vostochny: 12" in drawing
    assert "Nampo" not in drawing


def test_a_chart_shows_the_answer_of_a_query(client: httpx.Client) -> None:
    page = client.get(f"{DATABASE}/designations_by_authority_and_year?authority=UN").text
    drawing = page.partition('<figure class="drawing">')[2].partition("</figure>")[0]
    assert "UN, 2016: " in drawing
    lengths = [float(width) for width in re.findall(r'<rect y="\d+" width="([\d.]+)"', drawing)]
    assert [round(length / max(lengths) * 31) for length in lengths] == [31, 8, 30]


def test_a_cut_answer_is_not_called_whole(client: httpx.Client) -> None:
    sql = "select a.title, b.title from records a, records b limit 6000"
    page = client.get(DATABASE, params={"sql": sql}).text
    assert "the answer was cut" in page
    assert "Take the first 5,000 rows of a longer answer" in page
    assert client.get(f"{DATABASE}.geojson", params={"sql": "select 'RUVYP' as port_id"}).json()["complete"] is True


HOSTILE = {
    "markup": "<b onmouseover=alert(1)>x</b>",
    "script": "<script>alert(1)</script>",
    "quotes": "\"'><img src=x onerror=alert(1)>",
    "address": "javascript:alert(1)",
    "disguised": "https://example.org/\"onmouseover=\"alert(1)",
    "formula": "=HYPERLINK(\"http://example.org\")",
    "plus": "+1+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "turned": "abc\u202egpj.exe\u200f",
    "control": "a\x08b\x07c\ufffe",
    "template": "{{ 7 * 7 }}",
}  # fmt: skip


def assert_inert(page: str) -> None:
    """No element of a page runs anything that stands in the page."""
    for element in html5lib.parse(page, namespaceHTMLElements=False).iter():
        assert not [name for name in element.attrib if str(name).startswith("on")]
        assert not str(element.get("href") or "").lower().startswith("javascript")
        assert element.tag != "script" or (element.get("src") and not element.text)


def ask(client: httpx.Client, text: str, ending: str = "") -> httpx.Response:
    """A query whose only cell is this text."""
    return client.get(f"{DATABASE}{ending}", params={"sql": "select :text as text", "text": text})


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_only_text_on_a_page(client: httpx.Client, name: str) -> None:
    page = ask(client, HOSTILE[name]).text
    assert_inert(page)
    body = page.partition("<main")[2]
    assert not re.search(r"<(img|iframe|object|b)\b", body)
    assert HOSTILE["template"] in html.unescape(body) or name != "template"
    cell = body.partition("<tbody>")[2].partition("</td>")[0].rpartition(">")[2]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", cell)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_does_not_run_in_a_spreadsheet(client: httpx.Client, name: str) -> None:
    cells = csv_rows(ask(client, HOSTILE[name], ".csv").text)
    assert len(cells) == 1
    assert not re.match(r"[=+\-@\t\r]", cells[0]["text"])
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", cells[0]["text"])


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_only_text_in_a_feed(client: httpx.Client, name: str) -> None:
    answer = ask(client, HOSTILE[name], ".atom")
    (entry,) = entries(answer.text)
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "text"
    assert len(content) == 0
    assert "\u202e" not in answer.text
    links_of_entry = [link.get("href") or "" for link in entry.iter(f"{ATOM}link")]
    assert all(link.startswith("http") for link in links_of_entry)


def test_a_nul_in_a_cell_spoils_neither_page_nor_file_nor_feed(client: httpx.Client) -> None:
    sql = {"sql": "select 'a' || char(0) || 'b' as text"}
    assert_inert(client.get(DATABASE, params=sql).raise_for_status().text)
    assert len(csv_rows(client.get(f"{DATABASE}.csv", params=sql).raise_for_status().text.replace("\0", ""))) == 1
    assert len(entries(client.get(f"{DATABASE}.atom", params=sql).raise_for_status().text)) == 1


@pytest.mark.parametrize("address", ["/search?q={}", "/vostochny/ports?name={}", "/vostochny/ports?_search={}", "/{}"])
@pytest.mark.parametrize("name", ["markup", "script", "quotes"])
def test_hostile_text_in_an_address_is_only_text(client: httpx.Client, address: str, name: str) -> None:
    page = client.get("/data" + address.format(httpx.QueryParams({"x": HOSTILE[name]})).replace("x=", "")).text
    assert_inert(page)
    assert not re.search(r"<(img|iframe|b)\b", page)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("-5", "-5"), ("-5.25e-3", "-5.25e-3"), ("+7", "+7"), ("-", "'-"), ("=1", "'=1"), ("@a", "'@a"), ("a-b", "a-b"),
        ("-1 to 2", "'-1 to 2"), ("", ""), ("a=b", "a=b"),
    ],
)  # fmt: skip
def test_only_what_a_spreadsheet_would_run_is_changed(cell: str, written: str) -> None:
    assert escape_formula(cell) == written


def test_every_kind_of_page_allows_no_script_in_itself(client: httpx.Client) -> None:
    for address in ("/data/", DATABASE, f"{DATABASE}/ports", f"{DATABASE}/ports/RUVYP", "/data/search?q=a", "/data/x"):
        answer = client.get(address)
        policy = answer.headers.get_list("content-security-policy")
        assert len(policy) == 1
        assert "script-src 'self';" in policy[0]
        assert "unsafe" not in policy[0]
        assert "<style" not in answer.text
        assert " style=" not in answer.text
        assert "<script>" not in answer.text


def test_a_chart_may_be_framed_by_others_and_nothing_else(client: httpx.Client) -> None:
    assert "frame-ancestors *" in client.get("/charts/cap-by-day/").headers["content-security-policy"]
    assert "x-frame-options" not in client.get("/charts/cap-by-day.svg").headers
    assert client.get("/").headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in client.get(f"{DATABASE}/ports").headers["content-security-policy"]


def test_any_page_of_any_site_may_read_the_data(client: httpx.Client) -> None:
    for ending in (".json", ".csv", ".geojson", ".atom"):
        answer = client.get(f"{DATABASE}/ports{ending}", headers={"origin": "https://example.org"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


def test_no_page_names_a_version_of_its_software(client: httpx.Client) -> None:
    for address in ("/data/", f"{DATABASE}/ports", "/data/nothing", f"{DATABASE}/ports.json"):
        answer = client.get(address)
        assert not re.search(r"0\.65|3\.\d\d\.\d|uvicorn|python", answer.text, re.IGNORECASE)
        assert "server" not in answer.headers


LONG = "with recursive c(n) as (select 1 union all select n + 1 from c where n < {n}) select n from c"


def test_a_statement_s_csv_that_was_cut_says_so_to_programs_in_its_name_and_on_the_page(client: httpx.Client) -> None:
    cut = client.get(f"{DATABASE}.csv", params={"sql": LONG.format(n=MAX_ROWS + 1), "_dl": "1"})
    assert len(csv_rows(cut.text)) == MAX_ROWS
    assert cut.headers["x-complete"] == "no"
    assert cut.headers["content-disposition"] == 'attachment; filename="vostochny-not-all-rows.csv"'
    assert "x-complete" in cut.headers["access-control-expose-headers"]
    page = client.get(DATABASE, params={"sql": LONG.format(n=MAX_ROWS + 1)}).text
    assert f"the first {MAX_ROWS:,} rows of a longer answer" in page
    whole = client.get(f"{DATABASE}.csv", params={"sql": LONG.format(n=MAX_ROWS), "_dl": "1"})
    assert len(csv_rows(whole.text)) == MAX_ROWS
    assert whole.headers["x-complete"] == "yes"
    assert whole.headers["content-disposition"] == 'attachment; filename="vostochny.csv"'


def test_a_table_s_csv_says_whether_it_is_the_whole_table(client: httpx.Client) -> None:
    for address, complete in (
        ("citations.csv?_stream=on", "yes"),
        ("citations.csv?_size=20", "no"),
        ("ports.csv", "yes"),
        ("calls_by_un_listed_vessels.csv", "yes"),
    ):
        # The second time it comes from memory.
        for _ in range(2):
            assert client.get(f"{DATABASE}/{address}").headers["x-complete"] == complete
