"""The audit page and the published report say what the build's checks really looked at, and nothing of the machine."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.model.upkeep_rules import Freshness
from vostochny.render.context import RenderContext
from vostochny.site.pages.audit import audit_page, percent, shares
from vostochny.site.pages.freshness import badge, checked_words, release_day


@pytest.fixture
def spoilt_database(built: Project, tmp_path: Path) -> Path:
    return Path(shutil.copy(built.database, tmp_path / "spoilt.db"))


def book_of(project: Project, connection: sqlite3.Connection) -> RenderContext:
    return RenderContext(project.dataset, connection)


def test_the_report_says_what_was_looked_at(built: Project) -> None:
    report = json.loads(built.validation.read_text(encoding="utf-8"))
    assert report["valid"] is True
    assert report["findings"] == []
    assert [item["name"] for item in report["rules"]] == [r.name.replace("_", "-") for r in built.dataset.rules]
    with opened(built.database) as connection:
        rows = sum(connection.execute(f"select count(*) from [{name}]").fetchone()[0] for name in built.dataset.tables)
    assert report["rows"] == rows
    assert report["constraints"]["foreign keys"] == sum(len(t.foreign_keys) for t in built.dataset.tables.values())
    assert str(built.root) not in json.dumps(report)


def test_the_page_names_every_rule_and_table(built: Project) -> None:
    report = json.loads(built.validation.read_text(encoding="utf-8"))
    with opened(built.database) as connection:
        content = audit_page(book_of(built, connection), report)
    assert "**right**: no finding" in content
    for rule in built.dataset.rules:
        assert f"checks.md#{rule.name.replace('_', '-')}" in content
    with opened(built.database) as connection:
        (sources,) = connection.execute("select count(*) from sources").fetchone()
    assert f"{sources} of {sources} sources have no recorded check" in content


def test_an_invalid_report_is_not_called_valid(built: Project) -> None:
    report = json.loads(built.validation.read_text(encoding="utf-8")) | {"valid": False, "findings": [{}, {}]}
    with opened(built.database) as connection:
        assert "**wrong**: 2 findings" in audit_page(book_of(built, connection), report)


def test_a_row_that_loses_its_source_lowers_the_coverage(built: Project, spoilt_database: Path) -> None:
    with sqlite3.connect(spoilt_database) as connection:
        connection.execute("delete from sightings where call_id = 'call-002'")
        connection.execute("delete from citations where record_id = 'call-002'")
    with opened(built.database) as good, opened(spoilt_database) as spoilt:
        filled, sourced, inferred = shares(book_of(built, good), "port_calls")
        assert filled == sourced + inferred
        less = shares(book_of(built, spoilt), "port_calls")
    assert less[0] == filled
    assert less[1] < sourced


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 10, "0 %"), (10, 10, "100 %"), (9999, 10000, "99.9 %"), (1, 10000, "0.1 %"), (0, 0, "0 %"), (1, 3, "33.3 %")],
)
def test_a_share_is_never_rounded_to_all_or_nothing(part: int, whole: int, words: str) -> None:
    assert percent(part, whole) == words


def test_a_badge_separates_stale_from_never_checked_and_waits_where_it_is_fresh(built: Project) -> None:
    with opened(built.database) as connection:
        context = book_of(built, connection)
        today = release_day(context)
        assert 'data-state="never"' in badge(context, Freshness(None, 30))
        assert 'data-state="stale"' in badge(context, Freshness(today - timedelta(31), 30))
        fresh = badge(context, Freshness(today - timedelta(30), 30))
        assert f'data-due="{today}" hidden' in fresh
        assert "24 November 2026" in checked_words(context, Freshness(date(2026, 11, 24), 30))
