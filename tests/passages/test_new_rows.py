"""New rows held against their words alone: a wrong cell is named, whatever the trap; a right one is never refused."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import RawTables
from tests.passages.new_rows import RIGHT, WRONG

from vostochny.checks.passages import names_of
from vostochny.model.passage_plan import read_passage_plan
from vostochny.model.project import Project
from vostochny.passages.cell_comparison import CitedCell, difference
from vostochny.passages.phrases import read_phrase


def refused(
    project: Project, tables: RawTables, table: str, words: str, language: str, published: str, cells: str
) -> set[str]:
    """The cells that do not follow from the words, and `find` where a word is not known."""
    roles = read_passage_plan(project.dataset).roles[table]
    phrase = read_phrase(words, language, names_of(tables))
    day = date.fromisoformat(published)
    row = {column: value for column, _equals, value in (item.partition("=") for item in cells.split("; "))}
    named = {
        column
        for column, value in row.items()
        if column in roles and difference(roles[column], phrase, CitedCell(column, value, row, (day, day)))
    }
    return named | ({"find"} if phrase.unknown else set())


@pytest.mark.parametrize(("table", "words", "language", "published", "cells", "column"), WRONG)
def test_a_wrong_cell_beside_true_words_is_named(
    checkout: Project, pristine: RawTables, table: str, words: str, language: str, published: str, cells: str,
    column: str,
) -> None:  # fmt: skip
    assert column in refused(checkout, pristine, table, words, language, published, cells)


@pytest.mark.parametrize(("table", "words", "language", "published", "cells"), RIGHT)
def test_a_right_cell_beside_awkward_words_is_not_refused(
    checkout: Project, pristine: RawTables, table: str, words: str, language: str, published: str, cells: str
) -> None:
    assert refused(checkout, pristine, table, words, language, published, cells) == set()
