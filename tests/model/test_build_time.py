"""The time of a release: what the environment says, else the last commit's, else that of the description."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from vostochny.model.build_time import iso, release_moment
from vostochny.model.errors import BuildError
from vostochny.model.project import Project

WRITTEN = "2026-11-24T00:00:00Z"


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one commit, made on 5 June 2024 in Vladivostok."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    made = {"GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2024-06-05T09:30:00+10:00"}
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], [*who, "commit", "-q", "--allow-empty", "-m", "First"]):
        subprocess.run(["git", *arguments], cwd=tmp_path, env={**os.environ, **made}, check=True)
    return tmp_path


def test_a_checkout_has_the_time_of_its_last_commit(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    assert iso(release_moment(history, WRITTEN)) == "2024-06-04T23:30:00Z"


def test_what_the_environment_says_goes_first(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert iso(release_moment(history, WRITTEN)) == "2023-11-14T22:13:20Z"


def test_a_checkout_of_another_user_has_the_time_of_its_commit_too(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With this set, git takes every checkout for somebody else's, and by itself refuses to read it.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    refused = subprocess.run(["git", "log", "-1"], cwd=history, capture_output=True, text=True, check=False)
    assert "dubious ownership" in refused.stderr
    assert iso(release_moment(history, WRITTEN)) == "2024-06-04T23:30:00Z"


def test_without_a_history_of_its_own_it_is_the_time_in_the_description(history: Path) -> None:
    inside = history / "unpacked"
    inside.mkdir()
    assert iso(release_moment(inside, WRITTEN)) == WRITTEN


def test_a_time_that_is_none_is_refused_in_a_sentence(spoilable: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in ("yesterday", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(BuildError, match="SOURCE_DATE_EPOCH must be a number of seconds"):
            _ = Project(spoilable.root).dataset
