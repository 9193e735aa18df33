"""Spark has no rules, draws or descriptions of its own: it runs those of schemas/ and of the model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vostochny.model.project import Project

SPARK = sorted((Path(__file__).parents[2] / "scripts" / "vostochny" / "spark").rglob("*.py"))


@pytest.mark.parametrize("path", SPARK, ids=lambda path: path.name)
def test_no_module_of_spark_knows_a_rule_or_a_view_by_name(path: Path, checkout: Project) -> None:
    text = path.read_text(encoding="utf-8")
    named = {item.name for item in [*checkout.dataset.rules, *checkout.dataset.views]}
    words = set(re.findall(r"\w+", text)) | set(re.findall(r"[\w-]+", text))
    # A view of one plain word, such as calls, is no name that a program would be told by.
    told = {name for name in named if "_" in name}
    assert len(told) > 50
    assert words & (told | {name.replace("_", "-") for name in told}) == set()


@pytest.mark.parametrize("path", SPARK, ids=lambda path: path.name)
def test_no_module_of_spark_draws_numbers_or_holds_a_parameter(path: Path, checkout: Project) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"np\.random|default_rng|import random|\brand\(|randn\(", text) == []
    with checkout.csv_path("model_parameters").open(encoding="utf-8") as file:
        parameters = {line.split(",", 1)[0] for line in file} - {"parameter_id"}
    assert parameters
    assert [name for name in parameters if name in text] == []
