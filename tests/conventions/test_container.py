"""The container's recipe keeps to the rules of hadolint, and copies nothing that a container makes itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vostochny.model.project import this_checkout

ROOT = this_checkout().root


def hadolint(path: Path) -> subprocess.CompletedProcess[str]:
    """What the linter says of a Dockerfile."""
    program = Path(sys.executable).with_name("hadolint")
    return subprocess.run([program, "--no-color", path], capture_output=True, text=True, check=False)


def test_the_recipe_is_clean() -> None:
    said = hadolint(ROOT / "Dockerfile")
    assert (said.returncode, said.stdout) == (0, "")


@pytest.mark.parametrize("line", ["RUN sudo make", "FROM debian:latest", "USER root"])
def test_the_linter_would_say_so(tmp_path: Path, line: str) -> None:
    spoilt = tmp_path / "Dockerfile"
    recipe = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    spoilt.write_text(f"{recipe}{line}\n", encoding="utf-8")
    assert hadolint(spoilt).returncode == 1


def test_what_the_recipe_starts_is_a_command_with_these_options() -> None:
    recipe = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    command = recipe.splitlines()[-1].removeprefix("ENTRYPOINT ").strip('[]"').split('", "')
    assert command[0] == ".venv/bin/vostochny"
    run = subprocess.run(
        [sys.executable, "-m", "vostochny", *command[1:], "--help"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0
    assert f"EXPOSE {command[-1]}\n" in recipe
