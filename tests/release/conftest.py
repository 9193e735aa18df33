"""The finished downloads, and the readers of other vocabularies in their own environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vostochny.model.project import Project

READERS = Path(__file__).parent / "readers"
Reader = Callable[[str, Path], dict[str, Any]]


@pytest.fixture(scope="session")
def downloads(built: Project) -> Path:
    """The folder of the finished release."""
    return built.build / "downloads"


@pytest.fixture(scope="session")
def read_with() -> Reader:
    """Runs a script of readers/ on a file, in the environment of scripts/vocabularies.sh; returns its answer."""
    python = Path(sys.prefix) / "vocabularies" / "bin" / "python"
    if not python.exists():
        told = "the libraries are not installed that read the metadata; `make vocabularies` says what they need"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(told)

    def read(script: str, path: Path) -> dict[str, Any]:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        run = subprocess.run(
            [str(python), str(READERS / script), str(path)],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        assert run.returncode == 0, run.stderr[-3000:]
        answer: dict[str, Any] = json.loads(run.stdout)
        return answer

    return read
