"""Words for figures: a hedge that a source prints is never lost on the way to a reader."""

from __future__ import annotations

import pytest

from vostochny.model.project import Project
from vostochny.model.wording import QUALIFIERS, quantity


def test_every_hedge_of_the_schemas_has_words(checkout: Project) -> None:
    known = [
        field.categories
        for table in checkout.dataset.published.values()
        for field in table.fields
        if field.name == "qualifier"
    ]
    assert known
    assert {value for categories in known for value in categories} <= set(QUALIFIERS)


def test_nearly_is_said() -> None:
    assert quantity(None, 800_000, None, "nearly") == "nearly 800,000"


def test_an_unknown_hedge_is_not_left_out_in_silence() -> None:
    with pytest.raises(KeyError):
        quantity(None, 800_000, None, "hardly")
