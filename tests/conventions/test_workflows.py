"""The workflows: valid, pinned, thin over the make targets, and with no more rights than they need."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from vostochny.model.project import this_checkout

ROOT = this_checkout().root
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# A commit, and for people the version that it is; a tag or a branch may be anything tomorrow.
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def read(path: Path) -> dict[Any, Any]:
    content: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read(path)["jobs"]
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job["steps"]]


def valid(*paths: Path) -> subprocess.CompletedProcess[str]:
    """Ask the schema of workflows, which comes with the checker."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    return subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)


def test_every_workflow_is_one_that_github_can_read() -> None:
    run = valid(*FILES)
    assert run.returncode == 0, run.stdout


def test_a_slip_in_a_workflow_is_found(tmp_path: Path) -> None:
    path = tmp_path / "publish.yml"
    text = (ROOT / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")
    path.write_text(text.replace("runs-on:", "runs_on:", 1), encoding="utf-8")
    assert valid(path).returncode == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_workflow_is_pinned_bounded_and_has_no_more_rights_than_it_says(path: Path) -> None:
    assert read(path)["permissions"], "what it may do must be said"
    assert all(job.get("timeout-minutes") for job in jobs(path).values())
    used = re.findall(r"uses: .*", path.read_text(encoding="utf-8"))
    assert len(used) == sum("uses" in step for step in steps(path))
    assert [line for line in used if not PINNED.fullmatch(line)] == []
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_that_a_stranger_writes_becomes_part_of_a_command(path: Path) -> None:
    for step in steps(path):
        assert not re.search(r"\$\{\{\s*(github\.(event|head_ref)|inputs)\b", step.get("run", ""))


def test_the_workflows_call_make_targets_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([.\w/-]+):", makefile, re.MULTILINE))
    called = {
        name
        for path in FILES
        for step in steps(path)
        for name in re.findall(r"^make (?:-C \S+ )?(\S+)", step.get("run", ""))
    }
    assert {"lint", "test", "test-deep", "static", "container", "try-container"} <= called
    assert called - targets == set()


def test_one_version_of_an_action_is_one_commit() -> None:
    found = {line for path in FILES for line in re.findall(r"uses: .*", path.read_text(encoding="utf-8"))}
    assert len({line.partition("@")[0] for line in found}) == len(found)


@pytest.mark.parametrize(("address", "code"), [("", 1), ("https://example.org/", 0), ("https://example.org/led/", 0)])
def test_nothing_is_published_without_a_public_address(address: str, code: int) -> None:
    first = steps(ROOT / ".github" / "workflows" / "publish.yml")[0]
    assert first["env"] == {"SITE_URL": "${{ vars.SITE_URL }}"}
    run = subprocess.run(
        ["bash", "-e", "-c", first["run"]], env={"SITE_URL": address, "PATH": os.defpath},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == code
    assert ("::error::" in run.stdout) == (address == "")


def test_what_publishes_sees_the_release_before() -> None:
    for name in ("publish.yml", "container.yml"):
        path = ROOT / ".github" / "workflows" / name
        (checkout,) = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
        assert checkout["with"]["fetch-depth"] == 0
        # YAML 1.1 reads the word on as true.
        assert read(path)[True] == {"push": {"tags": ["v*"]}, "workflow_dispatch": None}
