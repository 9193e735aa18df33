"""The written rule for changes of form: what may come, what may go, and what must stay as it is."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from vostochny.model.compatibility import compare_forms
from vostochny.model.errors import SchemaError
from vostochny.model.project import Project
from vostochny.model.released import Released, forms_of, read_released, write_released
from vostochny.model.schema_reader import load_dataset

FORMS: dict[str, Any] = {
    "ships": {
        "key": ["ship_id"],
        "columns": {
            "ship_id": {"type": "string", "kind": "id", "required": True},
            "flag": {"type": "string", "categories": ["KP", "RU"]},
            "dwt_tonnes": {"type": "number", "unit": "tonne"},
            "old_name": {"type": "string", "deprecated": "Use the table of names."},
        },
    },
    "old_ports": {"key": ["port_id"], "columns": {"port_id": {"type": "string", "deprecated": "Use ports."}}},
}


def changed(*path: str, to: Any) -> list[tuple[str, bool]]:
    """What the rule says when one thing becomes another, or goes where `to` is None."""
    forms = copy.deepcopy(FORMS)
    place: Any = forms
    for step in path[:-1]:
        place = place[step]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return [(change.place, change.breaks) for change in compare_forms(FORMS, forms)]


def test_the_same_form_is_no_change() -> None:
    assert compare_forms(FORMS, copy.deepcopy(FORMS)) == []


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("ships",), None),
        (("ships", "key"), ["flag"]),
        (("ships", "columns", "dwt_tonnes"), None),
        (("ships", "columns", "dwt_tonnes"), {"type": "string", "unit": "tonne"}),
        (("ships", "columns", "dwt_tonnes"), {"type": "number", "unit": "barrel"}),
        (("ships", "columns", "dwt_tonnes"), {"type": "number"}),
        (("ships", "columns", "ship_id", "required"), None),
        (("ships", "columns", "ship_id", "kind"), None),
        (("ships", "columns", "flag", "categories"), None),
    ],
)
def test_what_readers_rely_on_may_not_go_without_notice(path: tuple[str, ...], to: Any) -> None:
    assert [breaks for _, breaks in changed(*path, to=to)] == [True]


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("calls",), {"key": ["call_id"], "columns": {}}),
        (("ships", "columns", "owner"), {"type": "string"}),
        (("ships", "columns", "flag", "categories"), ["CN", "KP", "RU"]),
        (("ships", "columns", "flag", "required"), True),
        (("ships", "columns", "dwt_tonnes", "deprecated"), "Use gross_tonnage."),
        (("ships", "columns", "old_name"), None),
        (("old_ports",), None),
    ],
)
def test_what_is_added_or_was_announced_breaks_nothing(path: tuple[str, ...], to: Any) -> None:
    assert [place for place, breaks in changed(*path, to=to) if breaks] == []


def test_the_tables_keep_what_the_last_release_promised(checkout: Project) -> None:
    released = read_released(checkout.schemas)
    assert released is not None, "run `vostochny prepare`"
    broken = [item for item in compare_forms(released.tables, forms_of(checkout.dataset)) if item.breaks]
    assert broken == [], "deprecate first, or before the first release run `vostochny prepare`"


def test_a_column_is_marked_as_deprecated_in_the_schema_and_readers_can_see_it(spoilable: Project) -> None:
    path = spoilable.schemas / "tables" / "ports.yaml"
    text = path.read_text(encoding="utf-8")
    told = "    title: Other names\n    deprecated: Use the table of names.\n"
    assert "    title: Other names\n" in text
    path.write_text(text.replace("    title: Other names\n", told, 1), encoding="utf-8")
    dataset = load_dataset(spoilable.schemas)
    assert dataset.tables["ports"].by_name["other_names"].deprecated == "Use the table of names."
    assert forms_of(dataset)["ports"]["columns"]["other_names"]["deprecated"] == "Use the table of names."


def test_what_is_kept_of_a_release_is_read_back_as_it_was_written(spoilable: Project) -> None:
    kept = Released("2026.12.0", FORMS, {"call-001": "port_calls"}, {"call-000": "port_calls"})
    write_released(spoilable.schemas, kept)
    assert read_released(spoilable.schemas) == kept
    (spoilable.schemas / "released.json").write_text("{", encoding="utf-8")
    with pytest.raises(SchemaError, match="vostochny prepare"):
        read_released(spoilable.schemas)
