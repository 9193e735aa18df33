"""Submitted to a cluster whose workers are processes of their own, the commands say what they say on one machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.spark.conftest import keep_rules

import vostochny
from vostochny.database.model_results import as_lines, estimate
from vostochny.model.project import Project

pyspark = pytest.importorskip("pyspark", reason="Spark is an extra; make test-spark installs it")


def submitted(project: Project, *command: str) -> subprocess.CompletedProcess[str]:
    """What a command says that is submitted to two workers, each a process with a core of its own."""
    home = Path(pyspark.__file__).parent
    packages = os.pathsep.join(str(Path(place).resolve()) for place in sys.path if place)
    return subprocess.run(
        [
            *(str(home / "bin" / "spark-submit"), "--master", "local-cluster[2,1,1024]"),
            *("--conf", "spark.ui.enabled=false", "--conf", "spark.log.level=ERROR"),
            str(Path(vostochny.__file__).parent / "__main__.py"),
            *("--project", str(project.root), *command, "--engine", "spark", "--data", str(project.data)),
        ],
        env={
            **os.environ,
            "SPARK_HOME": str(home),
            "PYSPARK_PYTHON": sys.executable,
            "PYTHONPATH": packages,
            "SPARK_LOCAL_IP": "127.0.0.1",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_rules_are_run_by_the_workers_of_a_cluster(checkout: Project, spoilable: Project) -> None:
    keep_rules(spoilable, *[rule.name for rule in checkout.dataset.rules[::4]])
    done = submitted(spoilable, "check")
    assert done.returncode == 0, done.stderr[-2000:]
    said = done.stdout.strip().splitlines()[-1]
    assert said.startswith("Valid: ")
    assert len(spoilable.dataset.rules) > 25
    assert said.endswith(f"{len(checkout.dataset.tables)} tables against {len(spoilable.dataset.rules)} rules.")


def test_the_model_is_drawn_by_the_workers_of_a_cluster(checkout: Project, built: Project) -> None:
    done = submitted(checkout, "estimate", "--seed", "7", "--draws", "2000")
    assert done.returncode == 0, done.stderr[-2000:]
    here = as_lines(estimate(built.dataset, built.database, 7, 2000))
    counted = [line for line in here if line.startswith("  count-")]
    assert counted
    assert [line for line in done.stdout.splitlines() if line.startswith("  count-")] == counted
