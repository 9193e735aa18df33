"""SQL of a reader's own in Explore: read-only, stopped after two seconds whatever it does, and the page lives on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.explore_reader import open_loaded, read
from tests.serving import row_count

from vostochny.model.project import Project

COUNT = "/vostochny?sql=select+count(*)+from+vessels"
ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select "
# Each asks for more time, memory or text than there is.
GREEDY = {
    "endless recursion": f"{ENDLESS} count(*) from n",
    "endless text": f"{ENDLESS} group_concat(i) from n",
    "endless distinct values": f"{ENDLESS} count(distinct hex(i)) from n",
    "endless sorting": f"{ENDLESS} i from n order by -i",
    "endless rows": f"{ENDLESS} i from n",
    "join of everything": "select count(*) from citations a, citations b, citations c, citations d",
    "a large blob": "select randomblob(1000000000)",
    "many blobs": f"{ENDLESS} sum(length(randomblob(29000))) from n",
    "a wide number": "select printf('%.1000000000d', 1)",
    "wide numbers": f"{ENDLESS} sum(length(printf('%.29000d', i))) from n",
    "ten thousand columns": f"select {', '.join(str(number) for number in range(10_000))}",
    "deep nesting": f"select {'(' * 5000}1{')' * 5000}",
    "a hard pattern": f"{ENDLESS} count(*) from n where hex(zeroblob(14000)) like '%0%0%0%0%0%0%0%0%0%0%1'",
    "long trimming": f"select length(trim(hex(zeroblob(14000)), hex(zeroblob(14000)))) from ({ENDLESS} i from n)",
    "doubled replacement": "select replace(hex(zeroblob(14000)), '0', hex(zeroblob(14000)))",
    "an index of its own": f"{ENDLESS} count(*) from n where i in (select -i from n)",
    "json growing": "with recursive n(i) as (select '[1]' union all select json_insert(i, '$[#]', i) from n) "
    "select count(*) from n",
}
# Those that the ordinary run tries.
FEW = ("endless recursion", "a large blob", "ten thousand columns", "a hard pattern")
# Each would change something, or tells of more than the tables.
FORBIDDEN = {
    "delete": "delete from vessels",
    "two statements": "select 1; delete from vessels",
    "a table": "create temp table t as select 1",
    "an attachment": "attach ':memory:' as other",
    "a switch": "pragma query_only=0",
    "a limit": "pragma hard_heap_limit=0",
    "a setting in a query": "select * from pragma_query_only",
    "an extension": "select load_extension('x')",
    "an explained change": "explain delete from vessels",
    "a change with a with": "with n as (select 1) delete from vessels",
    "a file": "vacuum into 'file.db'",
    "an unknown function": "select readfile('/etc/passwd')",
}


@pytest.fixture(scope="module")
def explore(browser: Browser, address: str) -> Iterator[Page]:
    """Explore, loaded once: it must live on from one test to the next."""
    context = browser.new_context()
    page = context.new_page()
    open_loaded(page, f"{address}/explore/")
    yield page
    context.close()


def hostile(explore: Page, sql: str, project: Project) -> None:
    """Run one greedy statement, and then see whether the page answers as before."""
    start = time.monotonic()
    [shown] = read(explore, [f"/vostochny?{urlencode({'sql': sql})}"])
    taken = time.monotonic() - start
    assert shown["error"] or shown["truncated"] or len(shown["rows"]) == 1
    assert taken < 2.5, taken  # two seconds, and drawing the page
    assert read(explore, [COUNT])[0]["rows"] == [[row_count(project, "vessels")]]


@pytest.mark.parametrize("name", FEW)
def test_a_greedy_statement_ends_within_two_seconds_and_the_page_lives_on(
    explore: Page, published: Project, name: str
) -> None:
    hostile(explore, GREEDY[name], published)


@pytest.mark.deep
@pytest.mark.parametrize("name", sorted(GREEDY.keys() - set(FEW)))
def test_every_greedy_statement_ends_within_two_seconds_and_the_page_lives_on(
    explore: Page, published: Project, name: str
) -> None:
    hostile(explore, GREEDY[name], published)


def test_a_statement_can_read_the_tables_and_nothing_else(explore: Page, published: Project) -> None:
    shown = read(explore, [f"/vostochny?{urlencode({'sql': sql})}" for sql in FORBIDDEN.values()])
    assert {name: item["rows"] for name, item in zip(FORBIDDEN, shown, strict=True) if not item["error"]} == {}
    assert read(explore, [COUNT])[0]["rows"] == [[row_count(published, "vessels")]]


def test_an_address_longer_than_any_statement_is_refused_at_once(explore: Page) -> None:
    sql = "select '" + "x" * 200_000 + "'"
    [shown] = read(explore, [f"/vostochny?{urlencode({'sql': sql})}"])
    assert shown["error"] == "This address is too long."
    assert explore.locator("textarea").count() == 0


def test_a_word_that_every_object_of_javascript_knows_is_no_comparison(explore: Page) -> None:
    [shown] = read(explore, ["/vostochny/vessels?name__constructor=1"])
    assert "There is no comparison" in shown["error"]


def test_parameters_of_a_statement_come_from_the_address(explore: Page) -> None:
    asked = urlencode({"sql": "select name from vessels where vessel_id = :ship", "ship": "chon-ma-san"})
    [shown] = read(explore, [f"/vostochny?{asked}"])
    assert shown["rows"] == [["Chon Ma San"]]
    assert explore.get_by_label("ship", exact=True).input_value() == "chon-ma-san"


def test_an_answer_that_is_too_long_is_cut_and_says_so(explore: Page) -> None:
    [shown] = read(explore, [f"/vostochny?{urlencode({'sql': ENDLESS + 'i from n limit 6000'})}"])
    assert len(shown["rows"]) == 5000
    assert "the answer was cut" in explore.locator(".ex-count").inner_text()
