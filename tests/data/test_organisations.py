"""What the tables on organisations must keep saying: who lists whom with its day, who was looked for, who said what."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from vostochny.database.reading import opened, rows
from vostochny.model.project import Project


def ask(project: Project, sql: str, **values: Any) -> list[dict[str, Any]]:
    with opened(project.database) as connection:
        return rows(connection, sql, values)


LISTINGS = (
    "select authority, standing, listed_on, list_as_of, part from organisation_listings where organisation_id = :id"
)


def test_the_terminal_operator_is_listed_by_two_and_looked_for_elsewhere_with_the_day(built: Project) -> None:
    found = {row["authority"]: row for row in ask(built, LISTINGS, id="toplivo-bunkering-company")}
    listed = {name: row["listed_on"] for name, row in found.items() if row["standing"] == "listed"}
    assert listed == {"GB": "2024-05-17", "CA": "2025-02-21"}
    assert found["EU"]["part"] == "no listing found in the lists of EU (2026-08-22)"
    assert found["JP"]["part"] == "not named in the announcement of JP of 2024-05-24"
    assert {name for name, row in found.items() if row["standing"] == "not_read"} == {"CH", "CN", "NZ", "TW"}


def test_a_listing_without_a_day_says_in_which_list_it_was_read(built: Project) -> None:
    found = {row["authority"]: row["part"] for row in ask(built, LISTINGS, id="korea-achim-shipping")}
    assert found["US"] == "listed by US (day not read; on its list of 2025-06-08)"
    assert found["UN"] == "listed by UN on 2018-03-30"


def test_the_parts_of_a_sentence_cover_every_authority_once(built: Project) -> None:
    authorities = {row["authority"] for row in ask(built, "select distinct authority from programmes")}
    for row in ask(built, "select organisation_id from organisations where kind in ('company', 'bank', 'person')"):
        parts = ask(built, LISTINGS, id=row["organisation_id"])
        assert sorted(part["authority"] for part in parts) == sorted(authorities)
        assert all(part["part"] for part in parts)


@pytest.mark.parametrize(
    ("change", "standing", "part"),
    [
        ("update organisation_designations set delisted_on = '2026-01-05'", "formerly_listed",
         "listed by CA from 2025-02-21 to 2026-01-05"),
        ("delete from organisation_designations", "not_read", "no list of CA was read"),
    ],
)  # fmt: skip
def test_a_listing_that_ended_or_was_withdrawn_is_no_longer_in_force(
    built: Project, change: str, standing: str, part: str
) -> None:
    with opened(built.database) as source:
        copy = sqlite3.connect(":memory:")
        source.backup(copy)
    copy.execute(f"{change} where designation_id = 'ca-2025-02-21-toplivo-bunkering-company'")
    found = copy.execute(
        "select standing, part from organisation_listings where authority = 'CA' "
        "and organisation_id = 'toplivo-bunkering-company'"
    ).fetchall()
    copy.close()
    assert found == [(standing, part)]


def test_those_asked_about_the_calls_have_their_answer_or_their_silence_on_record(built: Project) -> None:
    found = {
        (row["organisation_id"], row["kind"], row["said_on"])
        for row in ask(built, "select organisation_id, kind, said_on from positions where said_on is not null")
    }
    assert {
        ("russian-foreign-ministry", "no_reply", "2024-11-22"),
        ("kremlin", "answers_otherwise", "2024-05-08"),
        ("russian-un-mission", "no_reply", "2024-05-02"),
        ("north-korean-foreign-ministry", "denies", "2025-06-02"),
        ("china", "own_figures", "2025-09-22"),
    } <= found


def test_no_private_person_is_named_but_those_an_authority_lists_for_this_trade(built: Project) -> None:
    persons = ask(
        built,
        "select organisations.organisation_id, "
        "(select count(*) from organisation_designations d where d.organisation_id = organisations.organisation_id "
        "and subject in ('oil', 'payments')) as listings from organisations where kind = 'person'",
    )
    assert persons
    assert all(row["listings"] for row in persons)
