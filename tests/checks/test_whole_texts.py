"""A text that was cut off is named, and one that only ends in a word that is rare is not."""

from __future__ import annotations

import pytest
from tests.conftest import RawTables, set_cell

from vostochny.checks.whole_texts import KnownWords, check_whole, fault
from vostochny.model.project import Project

OWN = ("Loaded at the terminal of a company.", "Several hundred images were read.", "Two ships were reported.")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("East Sea (Sea of", "as many ( as )"),
        ("Hall (north", "as many ( as )"),
        ("“Oil to the north", "as many “ as ”"),
        ('"러, 北에 정제유', "even number"),
        ("How far an estimate may be off,", "','"),
        ("Planet image printed by the", "'the'"),
        ("several hund", "'hundred'"),
        ("Loaded at the term", "'terminal'"),
        ("several hundred images", ""),
        ("Two ship", ""),
        ("Nothing from this month on", ""),
        ("Russia's", ""),
        ("Money.com", ""),
        ("Oil for the quay (north)", ""),
        ("33 Term", ""),
        ("third p", "'p'"),
        ("Unnamed tanker of 70 m", ""),
    ],
)
def test_a_text_is_whole_or_says_where_it_breaks_off(text: str, why: str) -> None:
    told = fault(text, KnownWords([*OWN, text], OWN).cut_from)
    assert bool(told) == bool(why)
    assert why in told


def test_what_another_text_ends_in_is_a_word() -> None:
    assert KnownWords([*OWN, "A long term", "A short term"], OWN).cut_from("term") == ""
    assert KnownWords([*OWN, "A long term"], OWN).cut_from("term") == "terminal"
    assert KnownWords([*OWN, "A long term"], OWN, frozenset(["term"])).cut_from("term") == ""


@pytest.mark.parametrize(
    ("table", "key", "column", "value"),
    [
        ("sightings", "sighting-036", "place_as_reported", "East Sea (Sea of"),
        ("observation_effort", "effort-002", "images_as_printed", "several hun"),
        ("timeline", "event-035", "event", "Last of the 43 tanker visits tha"),
        ("sources", "asia-economy-2024-03-26", "title_original", '"러, 北에 정제유 공'),
    ],
)
def test_the_cut_cell_is_named(
    checkout: Project, tables: RawTables, table: str, key: str, column: str, value: str
) -> None:
    line = set_cell(tables[table], key, column, value)
    (item,) = check_whole(checkout.dataset, tables)
    assert (item.file, item.line, item.column, item.value) == (f"data/{table}.csv", line, column, value)


def test_no_text_of_the_record_is_cut(checkout: Project, tables: RawTables) -> None:
    assert list(check_whole(checkout.dataset, tables)) == []


def test_each_text_of_the_record_would_pass_in_a_new_row(tables: RawTables) -> None:
    """Without its own row, each text is judged by what the others have, as that of a new row is."""
    fields = [tables[name].table.by_name[column] for name, column in WHOLE]
    texts = [
        (field.format_name, text)
        for field, (name, column) in zip(fields, WHOLE, strict=True)
        for text in {row[tables[name].table.columns.index(column)] for row in tables[name].rows} - {""}
    ]
    words = KnownWords((text for _kind, text in texts), (text for kind, text in texts if kind == "sentences"))
    assert len(texts) > 1400
    assert [text for _kind, text in texts if fault(text, words.cut_from)] == []


WHOLE = [
    ("sightings", "place_as_reported"), ("sightings", "method_detail"), ("timeline", "event"), ("sources", "title"),
    ("passages", "locator"), ("volume_estimates", "subject"), ("volume_estimates", "note"), ("positions", "about"),
    ("sightings", "note"), ("call_counts", "note"), ("organisations", "description"), ("citations", "locator"),
    ("model_parameters", "reason"), ("conflicts", "handling"), ("notified_deliveries", "note"),
]  # fmt: skip
