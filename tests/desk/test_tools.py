"""What a program is answered: the database's numbers, with range, source and version, in 8 kB, and nothing changes."""

from __future__ import annotations

import hashlib
import json
import random
from typing import Any

import pytest
from tests.desk.questions import CALL, CALLS, COUNTS, DAYS, FIGURE, FIGURES, LISTED, SHIP, SHIPS

from vostochny.database.reading import opened
from vostochny.desk.tools import MOST_BYTES, QuestionError, Tools
from vostochny.model.project import Project
from vostochny.render.country_names import with_article

EVERY = {"sentence", "range", "source", "version", "do_not_add_up", "page"}
HOSTILE = [
    "select 1; drop table vessels", "delete from vessels", "insert into vessels values (1)", "attach 'x.db' as x",
    "pragma journal_mode=wal", "select load_extension('x')", "select readfile('/etc/passwd')", "vacuum into '/tmp/x'",
    "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
    "select hex(zeroblob(1000000000))", "select printf('%1000000000d', 1)", "select * from sources, sources, sources",
    "select replace(hex(zeroblob(9000)), '0', hex(zeroblob(9000)))", "update vessels set name = ''", "select", "",
    "select * from pragma_database_list", "select sql from sqlite_master", "create temp table x as select 1",
    "select '" + "x" * 9000,
]  # fmt: skip


@pytest.fixture
def tools(built: Project) -> Tools:
    return Tools(built.dataset, built.database)


def answered(text: str) -> dict[str, Any]:
    """An answer as read by a program, which has all that every answer must have and is short enough."""
    assert len(text.encode("utf-8")) <= MOST_BYTES
    body: dict[str, Any] = json.loads(text)
    assert body.keys() >= EVERY
    assert all(body[key] for key in EVERY)
    return body


def value(built: Project, sql: str, **named: str) -> Any:
    with opened(built.database) as connection:
        return connection.execute(sql, named).fetchone()[0]


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_is_that_of_the_database_with_its_hedge(tools: Tools, built: Project, figure: str) -> None:
    body = answered(tools.a_figure_with_its_range(figure))
    assert body["range"]["low"] == value(built, FIGURE, id=figure)
    assert body["figures"][0]["id"] == figure
    assert body["source"][0]["url"].startswith("http")


@pytest.mark.parametrize("call", CALLS)
def test_a_call_comes_with_its_days_grade_and_sightings(tools: Tools, built: Project, call: str) -> None:
    body = answered(tools.a_call_with_its_evidence(call))
    assert body["range"] == value(built, CALL, id=call)
    assert body["call"]["confidence"] in body["sentence"]
    assert body["sightings"]


@pytest.mark.parametrize("name", SHIPS)
def test_a_ship_is_found_by_any_spelling(tools: Tools, built: Project, name: str) -> None:
    [ship] = answered(tools.find_a_ship(name))["ships"]
    assert ship["calls"] == value(built, SHIP, id=ship["vessel_id"])
    assert "Lists read" in ship["line"]


@pytest.mark.parametrize(("ship", "day"), DAYS)
def test_who_had_listed_a_ship_on_a_day_is_what_the_listings_say(
    tools: Tools, built: Project, ship: str, day: str
) -> None:
    body = answered(tools.who_had_listed_it_on_that_day(ship, day))
    names = built.dataset.tables["vessel_sanctions"].by_name["authority"].categories
    codes = str(value(built, LISTED, ship=ship, day=day) or "").split(", ")
    listed = ", ".join(sorted(with_article(names[code]) for code in codes if code))
    assert (f"listed by: {listed}" in body["sentence"].replace("not yet listed by", "")) == bool(listed)
    assert "EU (" in body["sentence"].partition("Lists read: ")[2]
    assert "UN (17 December 2025, the EU's copy)" in body["sentence"]


def test_what_is_inferred_of_a_call_is_said_and_a_question_without_a_match_leads_to_the_headlines(tools: Tools) -> None:
    assert "load (inferred), graded confirmed" in answered(tools.a_call_with_its_evidence("call-008"))["sentence"]
    assert "load, graded probable" in answered(tools.a_call_with_its_evidence("call-001"))["sentence"]
    offered = answered(tools.a_figure_with_its_range("how much caviar"))["figures"]
    assert any("43 port calls at Vostochny" in sentence for sentence in offered)


@pytest.mark.parametrize("table", COUNTS)
def test_sql_counts_what_the_database_counts(tools: Tools, built: Project, table: str) -> None:
    sql = f"select count(*) as n from [{table}]"
    assert answered(tools.read_only_sql(sql))["rows"] == [[value(built, sql)]]


def test_how_to_cite_and_what_changed_name_the_version(tools: Tools, built: Project) -> None:
    version = str(built.dataset.package["version"])
    cited = answered(tools.how_to_cite("https://example.org/calls/", "The calls"))["cite"]
    assert all(version in cited[style] for style in ("chicago", "apa", "mla", "bibtex", "csl"))
    changed = answered(tools.what_changed(""))
    assert changed["version"] == version
    with pytest.raises(QuestionError, match="since is a cursor"):
        tools.what_changed("yesterday")


def test_no_answer_is_longer_than_eight_kilobytes_however_much_is_asked(tools: Tools) -> None:
    assert answered(tools.read_only_sql("select * from sources"))["left_out"]
    assert answered(tools.read_only_sql("select sql from sqlite_master"))["rows"]
    assert answered(tools.a_figure_with_its_range("calls at"))["sentence"]


def test_two_thousand_hostile_questions_change_nothing(tools: Tools, built: Project) -> None:
    before, chance = hashlib.sha256(built.database.read_bytes()).hexdigest(), random.Random(43)
    files = sorted(built.build.rglob("*"))
    refused: list[str] = []
    # Those that take their whole second are asked once, the others again and again with pieces exchanged.
    slow = [sql for sql in HOSTILE if "recursive" in sql or "sources, sources" in sql]
    quick = [sql for sql in HOSTILE if sql not in slow]
    for number in range(2000):
        one, other = chance.choice(quick), chance.choice(quick)
        asked = slow[number] if number < len(slow) else one[: chance.randrange(len(one) + 1)] + other
        try:
            answered(tools.read_only_sql(asked))
            if number % 50 == 0:
                answered(tools.find_a_ship(asked))
        except QuestionError as error:
            refused.append(str(error))
    assert len(refused) > 500
    assert max(map(len, refused)) < 500
    assert hashlib.sha256(built.database.read_bytes()).hexdigest() == before
    assert sorted(built.build.rglob("*")) == files
