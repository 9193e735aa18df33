"""The keeper is reached by a letter that is filled in, and a preview names the port at which it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from vostochny.cli import publication
from vostochny.cli.publication import serve
from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.model.site_url import LETTER, LETTER_SUBJECT, contact_address, is_public, letter_to_keeper, site_address
from vostochny.render.context import RenderContext


@pytest.fixture
def context(built: Project) -> Iterator[RenderContext]:
    with opened(built.database) as connection:
        yield RenderContext(built.dataset, connection)


def test_a_letter_has_its_address_subject_and_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTACT", "mailto:keeper+ledger@example.org")
    letter = urlsplit(letter_to_keeper())
    assert (letter.scheme, letter.path) == ("mailto", "keeper+ledger@example.org")
    assert parse_qs(letter.query) == {"subject": [LETTER_SUBJECT], "body": [LETTER]}


def test_without_an_address_there_is_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONTACT", raising=False)
    assert (contact_address(), letter_to_keeper()) == ("", "")


@pytest.mark.parametrize(
    ("address", "public"), [("http://127.0.0.1:9000/", False), ("https://ledger.example/x/", True)]
)
def test_a_preview_on_this_machine_is_not_public(monkeypatch: pytest.MonkeyPatch, address: str, public: bool) -> None:
    monkeypatch.setenv("SITE_URL", address)
    assert is_public() is public


def test_serving_on_another_port_names_that_port(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    seen: list[str] = []
    monkeypatch.setattr(publication, "make", lambda *_steps: seen.append(site_address()))
    monkeypatch.setattr("vostochny.server.application.serve", lambda _project, port: seen.append(str(port)))
    try:
        assert CliRunner().invoke(serve, ["--port", "9123"], obj=built).exit_code == 0
    finally:
        monkeypatch.setenv("SITE_URL", "")
        monkeypatch.delenv("SITE_URL")
    assert seen == ["http://127.0.0.1:9123/", "9123"]
