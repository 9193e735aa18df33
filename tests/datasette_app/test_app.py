"""What a reader finds in Datasette: titles, meanings, whole tables, names for keys, and nothing of the machine."""

from __future__ import annotations

import html
import re

import httpx
import pytest
from tests.comparing import assert_same_bytes
from tests.serving import csv_rows, row_count

from vostochny.database.reading import opened, rows
from vostochny.datasette_app.app import metadata, settings
from vostochny.model.project import Project, this_checkout
from vostochny.web.limits import PAGE_ROWS

DATASET = this_checkout().dataset
TABLES = [*DATASET.published, "records"]
VIEWS = [view.name for view in DATASET.views]
DATABASE = "/data/vostochny"


def page_title(page: str) -> str:
    """The title of a page, which must be there."""
    found = re.search(r"<title>([^<]+)</title>", page)
    assert found, page[:200]
    return html.unescape(found[1])


def titles() -> dict[str, str]:
    """The title of each table and view."""
    known = {table.name: table.title for table in DATASET.published.values()}
    return {**known, **{view.name: view.title for view in DATASET.views}, "records": "All records"}


@pytest.mark.parametrize("name", [*TABLES, *VIEWS])
def test_every_table_and_view_has_a_page_with_its_title(client: httpx.Client, name: str) -> None:
    answer = client.get(f"{DATABASE}/{name}")
    assert answer.status_code == 200
    assert page_title(answer.text).startswith(titles()[name])
    assert '<html lang="en">' in answer.text
    assert "timed out" not in answer.text
    assert 'href="/"' in answer.text


def csv_links(page: str) -> list[tuple[str, bool]]:
    """Each link to a CSV file on a page of Datasette itself, and whether it is said to be the whole."""
    links = re.findall(r'<a href="(/data/[^"]+)"( data-whole="CSV")?>CSV</a>', page)
    return [(html.unescape(link), bool(whole)) for link, whole in links]


@pytest.mark.parametrize("name", [*TABLES, *VIEWS])
def test_every_csv_link_gives_as_many_rows_as_it_says(client: httpx.Client, published: Project, name: str) -> None:
    page = client.get(f"{DATABASE}/{name}").text
    expected, links = row_count(published, name), csv_links(page)
    assert len(links) == (0 if expected == 0 else 1 if expected <= PAGE_ROWS else 2)
    for link, whole in links:
        answer = client.get(link)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert len(csv_rows(answer.text)) == (expected if whole else PAGE_ROWS)
    if expected > 1:
        assert f"Take all {expected:,} rows" in page
    if expected > PAGE_ROWS:
        assert f"Or the {PAGE_ROWS} on this page" in page


def test_the_whole_table_is_sent_page_by_page_and_saved_under_its_name(client: httpx.Client) -> None:
    link = next(link for link, whole in csv_links(client.get(f"{DATABASE}/vessel_particulars").text) if whole)
    assert "_stream=on" in link
    answer = client.get(link)
    assert answer.headers["content-disposition"] == 'attachment; filename="vessel_particulars.csv"'


@pytest.mark.parametrize(
    "address",
    ["/data/", DATABASE, f"{DATABASE}/port_calls", f"{DATABASE}/ports/RUVYP", f"{DATABASE}/records_in_conflict"],
)
def test_every_link_within_datasette_leads_somewhere(client: httpx.Client, address: str) -> None:
    page = client.get(address).text
    links = {html.unescape(link) for link in re.findall(r'(?:href|action|src)="(/data[^"]*)"', page)}
    broken = {link for link in links if client.get(link).status_code != 200}
    assert not broken


def test_a_filter_filled_in_by_hand_leads_to_the_filtered_table(client: httpx.Client) -> None:
    form = {"_filter_column": "confidence", "_filter_op": "exact", "_filter_value": "confirmed"}
    answer = client.get(f"{DATABASE}/port_calls", params=form, follow_redirects=True)
    assert answer.url.path == f"{DATABASE}/port_calls"
    assert page_title(answer.text).startswith("Port calls: 1 row where confidence")


def test_the_next_page_of_a_long_table_follows_the_first(client: httpx.Client) -> None:
    page = client.get(f"{DATABASE}/citations").text
    link = re.search(r'<a rel="next" href="([^"]+)">Next page</a>', page)
    assert link
    assert client.get(html.unescape(link[1])).status_code == 200


@pytest.mark.parametrize("name", DATASET.tables)
def test_a_table_carries_its_warnings_and_the_meaning_of_each_column(client: httpx.Client, name: str) -> None:
    table = DATASET.tables[name]
    page = html.unescape(client.get(f"{DATABASE}/{name}").text)
    for warning in table.warnings:
        assert warning in page
    for field in table.fields:
        assert f"<dt>{field.name}</dt>" in page
        assert field.description in page
    assert DATASET.package["licenses"][0]["path"] in page
    assert f"/downloads/{name}.csv" in page


def test_a_column_with_a_unit_says_it_in_words() -> None:
    columns = metadata(DATASET)["databases"]["vostochny"]["tables"]["vessels"]["columns"]
    assert columns["length_m"].endswith("In metres.")


def test_a_category_says_what_each_value_means() -> None:
    columns = metadata(DATASET)["databases"]["vostochny"]["tables"]["port_calls"]["columns"]
    assert "load = To load oil" in columns["operation"]


def test_every_record_table_has_label_order_and_facets_from_its_schema() -> None:
    shown = metadata(DATASET)["databases"]["vostochny"]["tables"]
    for table in DATASET.tables.values():
        assert shown[table.name]["label_column"] == table.label
        assert shown[table.name].get("sort", "") == table.sort
        assert shown[table.name]["facets"] == list(table.facets)


def test_markup_in_a_description_is_escaped() -> None:
    shown = metadata(DATASET)["databases"]["vostochny"]["tables"]
    for name, table in DATASET.tables.items():
        assert html.escape(table.description) in shown[name]["description_html"]


def test_a_foreign_key_is_shown_as_a_name(client: httpx.Client) -> None:
    page = client.get(f"{DATABASE}/port_calls").text
    assert ">Paek Yang San 1</a>" in page
    assert ">Vostochny</a>" in page


def test_a_key_leads_to_the_page_on_the_site_where_there_is_one(client: httpx.Client) -> None:
    page = client.get(f"{DATABASE}/port_calls").text
    assert '<a href="/vessels/chon-ma-san/">Chon Ma San</a>' in page
    assert "/vessels/yu-son/" not in page


def test_a_row_leads_to_its_page_on_the_site(client: httpx.Client) -> None:
    page = client.get(f"{DATABASE}/vessels/chon-ma-san").text
    assert page_title(page).startswith("Chon Ma San – Vessels")
    assert '<a href="/vessels/chon-ma-san/">' in page


def test_a_key_in_the_answer_of_a_query_leads_to_the_site(client: httpx.Client) -> None:
    page = client.get(f"{DATABASE}/calls_by_un_listed_vessels").text
    assert '<a href="/vessels/chon-ma-san/">chon-ma-san</a>' in page


@pytest.mark.parametrize("address", ["/data/", DATABASE])
def test_the_first_pages_name_every_table_with_rows_view_and_query(client: httpx.Client, address: str) -> None:
    page = html.unescape(client.get(address).text)
    counts = {
        name: client.get(f"{DATABASE}/{name}.json?_size=1").json()["filtered_table_rows_count"] for name in titles()
    }
    for title in [
        *(title for name, title in titles().items() if counts[name]),
        *(query.title for query in DATASET.queries),
    ]:
        assert f">{title}</a>" in page


def test_search_finds_a_name_without_its_accents_and_capitals(client: httpx.Client) -> None:
    found = client.get(f"{DATABASE}/vessel_names.json", params={"_search": "blue ocean", "_shape": "array"}).json()
    assert {row["name"] for row in found} == {"Blue Ocean"}


def test_year_and_month_can_be_counted_as_facets(client: httpx.Client) -> None:
    answer = client.get(f"{DATABASE}/port_calls.json", params={"_facet": "month"}).json()
    counts = {item["value"]: item["count"] for item in answer["facet_results"]["month"]["results"]}
    assert counts["2024-03"] == row_count_of_march(client)


def row_count_of_march(client: httpx.Client) -> int:
    """How many calls begin in March 2024, counted by a filter."""
    filtered = client.get(f"{DATABASE}/port_calls.json", params={"month": "2024-03", "_shape": "array"})
    return len(filtered.json())


DEBUG_PAGES = [
    "metadata", "metadata.json", "versions", "versions.json", "plugins", "plugins.json", "settings", "settings.json",
    "config", "config.json", "threads", "threads.json", "databases", "databases.json", "actor", "actor.json",
    "auth-token", "logout", "permissions", "messages", "allow-debug", "patterns", "static-plugins/x/y.js",
    "static/../versions",
]  # fmt: skip


@pytest.mark.parametrize("page", DEBUG_PAGES)
def test_no_debug_page_is_reachable(client: httpx.Client, page: str) -> None:
    address = client.base_url.copy_with(raw_path=f"/data/-/{page}".encode())
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/data/%2d/versions", "/data/-%2fversions", "/data//-/versions", "/data/-/Versions"]
)
def test_no_spelling_of_a_debug_page_is_reachable(client: httpx.Client, address: str) -> None:
    answer = client.get(client.base_url.copy_with(raw_path=address.encode()))
    assert answer.status_code in (400, 404)
    assert "sqlite" not in answer.text.lower()


@pytest.mark.parametrize("trace", ["_trace=1", "_context=1"])
def test_debugging_switches_do_nothing(client: httpx.Client, trace: str) -> None:
    page = client.get(f"{DATABASE}/ports?{trace}")
    assert page.headers["content-type"].startswith("text/html")
    assert "traces" not in page.text
    assert "&#34;settings&#34;" not in page.text


def test_a_query_does_not_learn_where_the_file_lies(client: httpx.Client, published: Project) -> None:
    answer = client.get(f"{DATABASE}.json", params={"sql": "select * from pragma_database_list()"})
    assert answer.json()["rows"] == []
    assert str(published.root) not in answer.text


@pytest.mark.parametrize(
    "sql",
    [
        "delete from ports",
        "insert into ports (port_id) values ('XXXXX')",
        "drop table ports",
        "with x as (select 1) delete from ports",
        "attach database '/tmp/stolen.db' as stolen",
        "pragma journal_mode",
    ],
)
def test_nothing_can_be_written_by_sql(client: httpx.Client, published: Project, sql: str) -> None:
    before = published.database.read_bytes()
    assert client.get(f"{DATABASE}.json", params={"sql": sql}).status_code == 400
    assert_same_bytes(published.database.read_bytes(), before)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_only_reading_is_answered(client: httpx.Client, method: str) -> None:
    assert client.request(method, f"{DATABASE}/ports").status_code == 405


def test_the_database_is_not_offered_twice(client: httpx.Client) -> None:
    assert client.get(f"{DATABASE}.db").status_code == 403


def test_a_query_that_never_ends_is_stopped(client: httpx.Client) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    answer = client.get(f"{DATABASE}.json", params={"sql": endless})
    assert answer.status_code == 400
    assert "stopped after one second" in answer.json()["error"]


def test_a_query_of_ones_own_is_answered(client: httpx.Client) -> None:
    answer = client.get(f"{DATABASE}.json", params={"sql": "select count(*) as n from port_calls", "_shape": "array"})
    assert answer.json()[0]["n"] >= 12


def test_search_tables_are_hidden_from_the_list(client: httpx.Client) -> None:
    shown = client.get(f"{DATABASE}.json").json()["tables"]
    assert {item["name"] for item in shown if not item["hidden"]} == set(TABLES)


def test_the_limit_on_rows_is_above_every_table_and_view(published: Project) -> None:
    limit = settings()["max_returned_rows"]
    assert limit > max(row_count(published, name) for name in [*TABLES, *VIEWS])


def test_a_row_has_the_name_of_its_record_and_says_what_refers_to_it(client: httpx.Client) -> None:
    page = client.get(f"{DATABASE}/vessels/chon-ma-san").text
    assert page_title(page).startswith("Chon Ma San – ")
    assert "<h1>Chon Ma San</h1>" in page
    assert re.search(r"rows</a> of Designations|rows</a> of [A-Z][a-z ]+, by vessel_id", page)


def test_the_row_of_a_call_shows_the_grade_that_the_rule_gives_it_and_why(
    client: httpx.Client, published: Project
) -> None:
    with opened(published.database) as connection:
        calls = rows(connection, "select call_id, confidence_by_rule, reasons from call_confidence")
    for call in calls:
        answer = client.get(f"{DATABASE}/port_calls/{call['call_id']}").text
        told = html.unescape(answer).partition("Grade by the rule</h2>")[2]
        assert f"<strong>{call['confidence_by_rule'].capitalize()}</strong>. {call['reasons']}" in told
        assert f'href="{DATABASE}/call_confidence?call_id={call["call_id"]}"' in told
    assert len(calls) > 10
    assert "Grade by the rule" not in client.get(f"{DATABASE}/ports/RUVYP").text


def test_each_column_of_a_view_is_described(published: Project) -> None:
    with opened(published.database) as connection:
        for view in DATASET.views:
            cursor = connection.execute(f"select * from [{view.name}] limit 0")
            assert list(view.header["columns"]) == [column[0] for column in cursor.description]
