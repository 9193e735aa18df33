"""The command line: every command explains itself, quickly and quietly."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from vostochny.cli import main
from vostochny.model.project import Project

Run = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = {"great_expectations", "frictionless", "datasette", "sqlite_utils", "pandas", "mkdocs", "jinja2", "yaml"}


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_with_an_example(command: str, vostochny: Run) -> None:
    run = vostochny(command, "--help")
    assert run.returncode == 0
    assert f"Example:\n    vostochny {command}" in run.stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from vostochny.cli import main; "
        "CliRunner().invoke(main, ['--help']); print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in run.stdout.split()}
    assert loaded & (HEAVY - {"yaml"}) == set()


def test_a_check_in_a_pipe_says_only_what_it_compared_with_and_its_verdict(checkout: Project, vostochny: Run) -> None:
    run = vostochny("--project", str(checkout.root), "check")
    assert run.returncode == 0
    assert run.stderr == ""
    compared, verdict = run.stdout.splitlines()
    assert compared.startswith("Compared with ")
    assert re.fullmatch(r"Valid: 6,\d{3} rows in \d+ tables against \d+ rules\.", verdict)


def test_a_checkout_may_be_in_a_folder_with_any_name(spoilable: Project, vostochny: Run) -> None:
    root = spoilable.root.with_name("Öl & 'Schiffe' \"50%\" #1? [neu] $HOME")
    spoilable.root.rename(root)
    run = vostochny("--project", str(root), "build")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.endswith("Wrote build/vostochny.db.\n")


def test_a_check_opens_no_connection(checkout: Project) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*_a, **_k): sys.exit('a connection was opened')\n"
        "socket.socket.connect = refuse; socket.create_connection = refuse; socket.getaddrinfo = refuse\n"
        "from vostochny.cli import main\n"
        f"main(['--project', {str(checkout.root)!r}, 'check'])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_the_readme_names_every_command(checkout: Project) -> None:
    readme = (checkout.root / "README.md").read_text(encoding="utf-8")
    assert [name for name in main.commands if f"vostochny {name}" not in readme] == []


def test_a_slip_in_schemas_is_a_sentence_not_a_traceback(spoilable: Project, vostochny: Run) -> None:
    path = spoilable.schemas / "tables" / "ports.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Ports", "titel: Ports", 1), encoding="utf-8")
    run = vostochny("--project", str(spoilable.root), "check")
    assert run.returncode == 1
    assert run.stderr.startswith("Error: ")
    assert "unknown key 'titel'" in run.stderr


@pytest.mark.deep
def test_a_dead_link_on_a_page_stops_the_site_and_keeps_the_old_one(
    checkout: Project, built: Project, tmp_path: Path, vostochny: Run
) -> None:
    shutil.copytree(built.root, tmp_path, dirs_exist_ok=True, symlinks=True)
    shutil.copytree(checkout.root / "site", tmp_path / "site")
    shutil.copy(checkout.root / "mkdocs.yml", tmp_path / "mkdocs.yml")
    old = tmp_path / "build" / "site" / "index.html"
    old.parent.mkdir()
    old.write_text("the last good site", encoding="utf-8")
    with (tmp_path / "site" / "pages" / "method.md").open("a", encoding="utf-8") as file:
        file.write("\n[gone](gone.md)\n")
    run = vostochny("--project", str(tmp_path), "site")
    assert run.returncode == 1
    assert "gone.md" in run.stderr
    assert "Traceback" not in run.stderr
    assert old.read_text(encoding="utf-8") == "the last good site"
