"""On a real terminal: TAB completes what is known, and Ctrl-C leaves everything as it was."""

from __future__ import annotations

import os
import sys

import pexpect
from tests.contribute.conftest import bytes_of

from vostochny.model.project import Project


def test_tab_completes_an_identifier_and_ctrl_c_leaves_all_as_it_was(spoilable: Project) -> None:
    before = bytes_of(spoilable)
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "vostochny", "--project", str(spoilable.root), "add", "sighting"],
        encoding="utf-8",
        timeout=60,
        dimensions=(50, 120),
        env={**os.environ, "TERM": "xterm", "INPUTRC": "/dev/null"},
    )
    terminal.expect_exact("(vessel_id)")
    terminal.expect("> ")
    terminal.send("chon-ma\t\n")
    terminal.expect_exact("(vessel_name_as_reported)")
    terminal.expect_exact("[Chon Ma San]")
    terminal.sendline("<")
    terminal.expect_exact("(vessel_id)")
    terminal.expect_exact("[chon-ma-san]")
    terminal.sendline("")
    terminal.expect_exact("(vessel_name_as_reported)")
    terminal.sendcontrol("c")
    terminal.expect_exact("Aborted!")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 1
    assert bytes_of(spoilable) == before
