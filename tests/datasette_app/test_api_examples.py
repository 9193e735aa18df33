"""Every example on the pages for programs, run as it stands there against a real server."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.serving import csv_rows

from vostochny.database.reading import opened
from vostochny.model.project import Project, this_checkout
from vostochny.render.context import RenderContext
from vostochny.site.pages import api, questions

QUERIES = [query.name for query in this_checkout().dataset.queries]
EXAMPLES = 8


def written(project: Project, client: httpx.Client, monkeypatch: pytest.MonkeyPatch, kind: Any) -> str:
    """A page in Markdown, written for the address of the running server."""
    monkeypatch.setenv("SITE_URL", str(client.base_url))
    with opened(project.database) as connection:
        ((_, page),) = kind.pages(RenderContext(project.dataset, connection))
    return str(page)


def blocks(page: str) -> list[tuple[str, str]]:
    """Language and text of every block of code on a page."""
    return re.findall(r"^```(\w+)\n(.*?)\n```$", page, re.DOTALL | re.MULTILINE)


def printed(language: str, code: str, folder: Path) -> str:
    """What a reader sees who runs these lines."""
    programs = {
        "bash": ["bash", "-o", "pipefail", "-c", code],
        "python": [sys.executable, "-c", code],
        "javascript": ["node", "--input-type=module", "-e", code],
        "r": ["Rscript", "--vanilla", "-e", code],
    }
    command = programs[language]
    if language != "python" and shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


@pytest.mark.parametrize("number", range(EXAMPLES))
def test_an_example_of_the_page_for_programs_prints_what_it_says(
    client: httpx.Client, published: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int
) -> None:
    found = blocks(written(published, client, monkeypatch, api))
    assert len(found) == 2 * EXAMPLES
    (language, code), (said, told) = found[2 * number : 2 * number + 2]
    assert said == "text"
    assert printed(language, code, tmp_path) == told


def by_question(page: str) -> dict[str, list[tuple[str, str]]]:
    """The blocks of code of each question."""
    parts = re.split(r"^##+ .*?\{ #([a-z0-9-]+) \}$", page, flags=re.MULTILINE)[1:]
    return {name.replace("-", "_"): blocks(part) for name, part in zip(parts[::2], parts[1::2], strict=True)}


def test_the_page_asks_every_question_in_four_ways(
    client: httpx.Client, published: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = by_question(written(published, client, monkeypatch, questions))
    assert sorted(found) == sorted(QUERIES)
    for name, examples in found.items():
        assert [language for language, _ in examples] == ["bash", "python", "r", "text"]
        assert all(f"/data/vostochny/{name}.csv" in code for _, code in examples)


def test_curl_and_python_fetch_the_answer_of_every_question(
    client: httpx.Client, published: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, examples in by_question(written(published, client, monkeypatch, questions)).items():
        wanted = csv_rows(client.get(f"/data/vostochny/{name}.csv").text)
        by_language = dict(examples)
        assert csv_rows(printed("bash", by_language["bash"], tmp_path)) == wanted
        space: dict[str, Any] = {}
        exec(by_language["python"], space)
        assert space["rows"] == wanted


def test_r_and_a_spreadsheet_fetch_the_answer_of_a_question(
    client: httpx.Client, published: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    examples = dict(by_question(written(published, client, monkeypatch, questions))["calls_between_two_days"])
    asked = printed("r", f"{examples['r']}\ncat(rows$call_id)", tmp_path)
    wanted = [row["call_id"] for row in csv_rows(client.get("/data/vostochny/calls_between_two_days.csv").text)]
    assert asked.split() == wanted
    formula = re.fullmatch(r'=IMPORTDATA\("([^"]+)"\)', examples["text"])
    assert formula
    assert [row["call_id"] for row in csv_rows(httpx.get(formula[1]).text)] == wanted


def test_the_limits_on_the_page_are_those_that_hold(
    client: httpx.Client, published: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = written(published, client, monkeypatch, api)
    numbers = "with recursive n(i) as (select 1 union all select i + 1 from n limit 6000) select i from n"
    answer = client.get("/data/vostochny.json", params={"sql": numbers}).json()
    assert answer["truncated"] is True
    assert f"{len(answer['rows']):,}; then it is cut" in page
    long = client.get("/data/vostochny.json", params={"sql": "select printf('%999s', 'x') || hex(zeroblob(15000))"})
    assert long.status_code == 400
    assert "One value | 30,000 characters" in page


@pytest.mark.parametrize("filter_", ["authority=UN", "note__contains=fire", "_search=blue+ocean", "_sort=listed_on",
                                     "_col=listed_on", "_facet=authority"])  # fmt: skip
def test_the_filters_on_the_page_are_known(client: httpx.Client, filter_: str) -> None:
    assert client.get(f"/data/vostochny/vessel_sanctions.json?{filter_}").status_code == 200


def test_the_keys_that_are_promised_are_there(client: httpx.Client) -> None:
    told = client.get("/data/vostochny/citations.json").json()
    assert {"rows", "columns", "next_url", "truncated"} <= set(told)
    text = client.get("/data/vostochny/ports.csv").text
    assert next(csv.reader(io.StringIO(text)))[0] == "port_id"
    assert json.loads(client.get("/data/vostochny/nothing.json").text)["ok"] is False
