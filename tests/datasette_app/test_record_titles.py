"""RecordTitles are looked up one by one: each is called what the whole list calls it, and few are held in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vostochny.database.reading import opened
from vostochny.datasette_app.record_titles import LONGEST_KEY, REMEMBERED, RecordTitles
from vostochny.model.project import Project
from vostochny.render.context import RenderContext


@pytest.fixture
def records(published: Project) -> Iterator[RecordTitles]:
    with opened(published.database) as connection:
        yield RecordTitles(published.dataset, connection, published.build / "site")


def test_each_record_is_called_as_in_the_whole_list(records: RecordTitles, published: Project) -> None:
    context = RenderContext(published.dataset, records.connection)
    assert len(context.records) > 1000
    for record, row in context.records.items():
        known = records.find(record)
        assert known is not None
        assert (known.title, known.table) == (context.long_names.get(record) or row["title"], row["table_name"])


def test_a_record_leads_to_its_page_only_where_the_site_has_one(records: RecordTitles) -> None:
    there, not_there = records.find("chon-ma-san"), records.find("paek-yang-san-1")
    assert there is not None
    assert there.page == "/vessels/chon-ma-san/"
    assert not_there is not None
    assert not_there.page == ""


def test_what_is_no_record_is_none_and_a_long_text_is_not_even_looked_for(records: RecordTitles) -> None:
    asked: list[str] = []
    records.connection.set_trace_callback(asked.append)
    assert records.find("no such record") is None
    assert len(asked) == 1
    assert records.find("x" * (LONGEST_KEY + 1)) is None
    assert records.find("no such record") is None
    assert len(asked) == 1


def test_only_so_many_are_remembered(records: RecordTitles) -> None:
    for number in range(REMEMBERED + 100):
        records.find(f"call-{number}-of-many")
    assert records.remembered.cache_info().currsize == REMEMBERED
