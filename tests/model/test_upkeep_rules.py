"""Freshness: when something is stale, in which words, and that every table and kind of source has its days."""

from __future__ import annotations

from datetime import date

import pytest

from vostochny.model.errors import SchemaError
from vostochny.model.project import Project
from vostochny.model.upkeep_rules import Freshness, read_upkeep

FRESH = Freshness(date(2026, 11, 24), 30)


@pytest.mark.parametrize(
    ("on", "stale", "words"),
    [
        (date(2026, 11, 24), False, "due again after 2026-12-24"),
        (date(2026, 12, 24), False, "due again after 2026-12-24"),
        (date(2026, 12, 25), True, "overdue by 1 day"),
    ],
)
def test_a_thing_is_stale_from_the_day_after_it_was_due(on: date, stale: bool, words: str) -> None:
    assert FRESH.stale(on) is stale
    assert words in FRESH.words(on)


def test_what_was_never_checked_is_stale_and_says_so() -> None:
    never = Freshness(None, 30)
    assert never.stale(date(2026, 11, 24))
    assert never.words(date(2026, 11, 24)).startswith("never recorded as checked")


def test_the_later_of_two_checks_of_a_source_counts(checkout: Project) -> None:
    upkeep = read_upkeep(checkout.dataset)
    assert upkeep.source("news", "2026-12-01", None).checked_on == date(2026, 12, 1)
    assert upkeep.source("news", "2026-12-01", "2027-01-02").checked_on == date(2027, 1, 2)
    assert upkeep.source("news", None, None).checked_on is None


def test_no_table_was_checked_after_the_release(checkout: Project) -> None:
    released = date.fromisoformat(checkout.dataset.package["created"][:10])
    for name, fresh in read_upkeep(checkout.dataset).tables.items():
        assert fresh.checked_on is not None
        assert fresh.checked_on <= max(released, date(2026, 11, 24)), name


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  ports: {every_days", "  harbours: {every_days", "unknown key 'harbours'"),
        ("  ports: {every_days: 365, checked_on: 2026-11-24}\n", "", "key 'ports' is missing"),
        ("  news: 365\n", "", "key 'news' is missing"),
        ("  nothing_found: 60\n", "", "key 'nothing_found' is missing"),
        ("  nothing_found: 60\n", "  lost: 60\n", "'lost'"),
        ("ports: {every_days: 365, checked_on: 2026-11-24}", "ports: {every_days: 365, checked_on: soon}", "a day"),
    ],
)
def test_a_slip_in_the_file_is_named(spoilable: Project, old: str, new: str, words: str) -> None:
    path = spoilable.schemas / "upkeep.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SchemaError, match=words):
        read_upkeep(spoilable.dataset)
