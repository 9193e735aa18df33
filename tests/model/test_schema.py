"""schemas/ is refused when anything in it is not understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from vostochny.model.errors import SchemaError
from vostochny.model.project import Project
from vostochny.model.schema_reader import load_dataset
from vostochny.model.text_formats import TEXT_FORMATS


def edit(project: Project, name: str, old: str, new: str) -> Path:
    path = project.schemas / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("title: Ports", "titel: Ports", "titel"),
        ("kind: country", "kind: contry", "contry"),
        ("unit: degree", "unit: degrees", "degrees"),
        ("type: number", "type: float", "float"),
        ("primaryKey: [port_id]", "primaryKey: [port]", "port"),
        ("constraints: {required: true", "constraints: {requird: true", "requird"),
        ("constraints: {required: true}", "constraints: {}", "port_id"),
        ("group: reference", "group: misc", "misc"),
    ],
)
def test_a_slip_in_a_table_file_is_refused_by_name(spoilable: Project, old: str, new: str, named: str) -> None:
    edit(spoilable, "tables/ports.yaml", old, new)
    with pytest.raises(SchemaError, match=named):
        load_dataset(spoilable.schemas)


def test_a_table_file_that_the_package_does_not_list_is_refused(spoilable: Project) -> None:
    edit(spoilable, "datapackage.yaml", "  - redirects\n", "")
    with pytest.raises(SchemaError, match="redirects"):
        load_dataset(spoilable.schemas)


def test_an_unknown_key_in_the_header_of_a_rule_is_refused(spoilable: Project) -> None:
    edit(spoilable, "rules/low_central_high.sql", "-- remedy:", "-- remedi:")
    with pytest.raises(SchemaError, match="remedi"):
        _ = load_dataset(spoilable.schemas).rules


def test_every_field_has_words_and_an_example_of_its_own_kind(checkout: Project) -> None:
    for table in checkout.dataset.tables.values():
        for field in table.fields:
            assert field.title, (table.name, field.name)
            assert field.description.endswith((".", "?")), (table.name, field.name)
            assert field.example, (table.name, field.name)
            if field.format.pattern:
                assert field.format.fault(field.example) == "", (table.name, field.name)


@pytest.mark.parametrize(("kind", "good", "bad"), [
    ("imo", "9129653", "9129654"),
    ("country", "KP", "XQ"),
    ("language", "ko", "xq"),
    ("locode", "RUVYP", "XQVYP"),
    ("edtf", "2024-02-29", "2023-02-29"),
    ("url", "https://stories.opensourcecentre.org/refined-tastes", "https://nohost/x"),
])  # fmt: skip
def test_a_format_refuses_what_is_well_formed_and_not_true(kind: str, good: str, bad: str) -> None:
    assert TEXT_FORMATS[kind].fault(good) == ""
    assert TEXT_FORMATS[kind].fault(bad) != ""
