"""Links are asked for against a local server that misbehaves; what it does ends as a result, a row and a resume."""

from __future__ import annotations

import asyncio
import csv
import json
from dataclasses import asdict
from itertools import pairwise

import pytest
from tests.conftest import in_own_loop
from tests.upkeep.misbehaving import Misbehaving, ToLocalServer, misbehaving

from vostochny.checks.run import checked
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.upkeep.link_checker import Answer, Manners, ask_all
from vostochny.upkeep.link_results import LinkReport, check_links, read_journal

QUICK = Manners(pause_seconds=0.05, attempts=2, timeout_seconds=2, longest_wait_seconds=5, hosts_at_once=20)
# host -> (result, status, a word of the hindrance)
EXPECTED = {
    "alive": ("alive", 200, ""),
    "slow": ("unreachable", None, "ReadTimeout"),
    "drip": ("unreachable", None, "within the time allowed"),
    "reset": ("unreachable", None, ""),
    "nonsense": ("unreachable", None, "RemoteProtocolError"),
    "tls": ("unreachable", None, "CERTIFICATE_VERIFY_FAILED"),
    "circle": ("unreachable", 302, "in a circle"),
    "endless": ("unreachable", 302, "more than 10 times"),
    "inside": ("unreachable", 302, "127.0.0.1 is not a public host"),
    "script": ("unreachable", None, "InvalidURL"),
    "ftp": ("unreachable", 302, "not a web address"),
    "moved": ("moved", 200, ""),
    "parked": ("alive", 200, ""),
    "missing": ("gone", 404, ""),
    "gone": ("gone", 410, ""),
    "login": ("refused", 403, ""),
    "busy": ("alive", 200, ""),
    "dated": ("alive", 200, ""),
    "later": ("refused", 429, "86400 seconds"),
    "flaky": ("alive", 200, ""),
    "broken": ("unreachable", 500, ""),
    "headless": ("alive", 200, ""),
    "headreset": ("alive", 200, ""),
    "huge": ("alive", 200, ""),
    "overloaded": ("not_asked", None, "robots.txt answers 503"),
    "deaf": ("unreachable", None, "robots.txt is unreachable"),
}


def url_of(name: str) -> str:
    return f"http://{name}.example.org/{'a' if name == 'circle' else 'page'}"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Answer], Misbehaving]:
    """The answers of all misbehaving hosts, asked in one run."""
    answers: dict[str, Answer] = {}

    async def run() -> Misbehaving:
        async with misbehaving(tmp_path_factory.mktemp("tls")) as server:
            addresses = [(name, url_of(name)) for name in EXPECTED]
            addresses += [("private", "http://private.example.org/private/x"), ("open", "http://private.example.org/y")]
            addresses += [("sent on", "http://elsewhere.example.org/private/z")]
            await ask_all(addresses, lambda item: answers.update({item.source_id: item}), ToLocalServer(server), QUICK)
            return server

    return answers, in_own_loop(run())


@pytest.mark.parametrize("name", EXPECTED)
def test_a_misbehaving_host_ends_as_a_result(name: str, asked: tuple[dict[str, Answer], Misbehaving]) -> None:
    result, status, hindrance = EXPECTED[name]
    answer = asked[0][name]
    assert (answer.result, answer.http_status) == (result, status), answer
    assert hindrance in answer.hindrance


def test_a_page_that_moved_for_good_says_where_and_one_parked_elsewhere_does_not(
    asked: tuple[dict[str, Answer], Misbehaving],
) -> None:
    assert asked[0]["moved"].moved_to == "http://new.example.org/page"
    assert asked[0]["parked"].moved_to == ""


def test_a_dead_address_brings_its_archived_copy_and_only_the_archives(
    asked: tuple[dict[str, Answer], Misbehaving],
) -> None:
    assert asked[0]["gone"].archived_url.startswith("https://web.archive.org/web/20240601000000/")
    assert asked[0]["missing"].archived_url == ""
    assert asked[0]["alive"].archived_url == ""


def test_robots_are_obeyed_page_by_page(asked: tuple[dict[str, Answer], Misbehaving]) -> None:
    answers, server = asked
    assert answers["private"].result == "not_asked"
    assert answers["open"].result == "alive"
    assert "/private/x" not in {path for _method, _host, path in server.asked}


def test_a_robots_txt_that_moved_is_read_where_it_is(asked: tuple[dict[str, Answer], Misbehaving]) -> None:
    answers, server = asked
    assert answers["sent on"].result == "not_asked"
    assert "/private/z" not in {path for _method, _host, path in server.asked}


def test_a_host_without_a_readable_robots_txt_is_asked_for_nothing_else(
    asked: tuple[dict[str, Answer], Misbehaving],
) -> None:
    assert asked[1].methods("overloaded.example.org") == asked[1].methods("deaf.example.org") == []
    tries = [path for _method, host, path in asked[1].asked if host in {"overloaded.example.org", "deaf.example.org"}]
    assert tries == ["/robots.txt"] * 2 * QUICK.attempts


def test_a_huge_page_is_not_read(asked: tuple[dict[str, Answer], Misbehaving]) -> None:
    assert asked[1].sent_bytes < 20_000_000


def test_head_is_tried_first_and_get_where_it_is_refused(asked: tuple[dict[str, Answer], Misbehaving]) -> None:
    server = asked[1]
    assert server.methods("alive.example.org") == ["HEAD"]
    assert server.methods("headless.example.org") == ["HEAD", "GET"]
    assert server.methods("headreset.example.org") == ["HEAD", "GET"]


def test_no_host_is_asked_twice_without_a_pause(asked: tuple[dict[str, Answer], Misbehaving]) -> None:
    for times in asked[1].sent.values():
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert min(gaps, default=1) >= QUICK.pause_seconds * 0.9


def test_a_host_is_asked_no_more_often_than_allowed(asked: tuple[dict[str, Answer], Misbehaving]) -> None:
    assert len(asked[1].methods("broken.example.org")) == 2 * QUICK.attempts
    assert len(asked[1].methods("later.example.org")) == 1


def with_sources(project: Project, urls: dict[str, str]) -> None:
    """Give some real sources of a copy of the checkout other addresses."""
    path = project.csv_path("sources")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["url"] = urls.get(row["source_id"], row["url"])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def run_links(project: Project, on: str, only: tuple[str, ...]) -> tuple[LinkReport, Misbehaving]:
    """Ask the addresses of some sources, so that nobody's real address is asked for."""

    async def run() -> tuple[LinkReport, Misbehaving]:
        async with misbehaving(project.root) as server:
            outcome = await check_links(project, on, only, ToLocalServer(server), QUICK)
            return outcome, server

    return in_own_loop(run())


def rows_of(project: Project) -> dict[str, dict[str, str]]:
    with project.csv_path("source_checks").open(encoding="utf-8", newline="") as file:
        return {row["source_id"]: row for row in csv.DictReader(file)}


URLS = {
    "ft-2024-03-26": "http://alive.example.org/page",
    "nrc-2024-03-26": "http://gone.example.org/page",
    "osc-2024-refined-tastes": "http://moved.example.org/page",
    "rfa-2021-02-17": "http://flaky.example.org/page",
}


@pytest.mark.usefixtures("rules_here")
def test_the_rows_keep_the_day_of_death_and_pass_the_checks(spoilable: Project) -> None:
    with_sources(spoilable, URLS)
    first, _server = run_links(spoilable, "2026-12-01", tuple(URLS))
    again, _server = run_links(spoilable, "2026-12-08", tuple(URLS))
    rows = rows_of(spoilable)
    assert set(rows) == set(URLS)
    assert (first.newly_dead, again.newly_dead) == (["nrc-2024-03-26"], [])
    assert rows["nrc-2024-03-26"]["first_dead_on"] == "2026-12-01"
    assert rows["nrc-2024-03-26"]["address_checked_on"] == "2026-12-08"
    assert rows["nrc-2024-03-26"]["archived_url"].startswith("https://web.archive.org/")
    assert rows["osc-2024-refined-tastes"]["moved_to"] == "http://new.example.org/page"
    # Read anew, because the day to which the record is kept has moved on with the run.
    with checked(Project(spoilable.root), lambda _message: None) as (verdict, _staged):
        assert verdict.valid, [item.as_text() for item in verdict.findings]


def test_a_page_that_comes_back_is_no_longer_dead_and_keeps_what_people_wrote(spoilable: Project) -> None:
    with_sources(spoilable, {"ft-2024-03-26": "http://gone.example.org/page"})
    run_links(spoilable, "2026-12-01", ("ft-2024-03-26",))
    path = spoilable.csv_path("source_checks")
    path.write_text(
        path.read_text(encoding="utf-8").replace(",,,\n", ",2026-12-02,,Read on paper.\n"), encoding="utf-8"
    )
    with_sources(spoilable, {"ft-2024-03-26": "http://alive.example.org/page"})
    run_links(spoilable, "2026-12-08", ("ft-2024-03-26",))
    row = rows_of(spoilable)["ft-2024-03-26"]
    assert (row["result"], row["first_dead_on"]) == ("alive", "")
    assert row["note"] == "Read on paper."


def test_an_interrupted_run_goes_on_where_it_was(spoilable: Project) -> None:
    with_sources(spoilable, URLS)
    spoilable.build.mkdir()
    known = Answer("ft-2024-03-26", URLS["ft-2024-03-26"], "alive", 200)
    stale = Answer("nrc-2024-03-26", "http://other.example.org/", "alive", 200)
    lines = [json.dumps(asdict(item)) for item in (known, stale)]
    (spoilable.build / "links.jsonl").write_text("\n".join([*lines, '{"source_id": "rfa-20']), encoding="utf-8")
    outcome, server = run_links(spoilable, "2026-12-01", tuple(URLS))
    hosts = {name for _method, name, _path in server.asked}
    assert "alive.example.org" not in hosts
    assert {"gone.example.org", "flaky.example.org"} <= hosts
    assert outcome.answers["nrc-2024-03-26"].result == "gone"
    assert not (spoilable.build / "links.jsonl").exists()


def test_what_was_found_before_a_crash_is_kept(spoilable: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with_sources(spoilable, URLS)

    real = ToLocalServer.handle_async_request

    async def crash_on_flaky(self: ToLocalServer, request: object) -> object:
        if request.url.host == "flaky.example.org":  # type: ignore[attr-defined]
            await asyncio.sleep(0.5)
            raise RuntimeError("pulled the plug")
        return await real(self, request)  # type: ignore[arg-type]

    monkeypatch.setattr(ToLocalServer, "handle_async_request", crash_on_flaky)
    before = spoilable.csv_path("source_checks").read_bytes()
    with pytest.raises(ExceptionGroup):
        run_links(spoilable, "2026-12-01", tuple(URLS))
    assert "ft-2024-03-26" in read_journal(spoilable.build / "links.jsonl")
    assert spoilable.csv_path("source_checks").read_bytes() == before


def test_an_unknown_source_is_refused(spoilable: Project) -> None:
    with pytest.raises(BuildError, match="no source 'nobody'"):
        run_links(spoilable, "2026-12-01", ("nobody",))


def test_the_outcome_is_reported_in_lines() -> None:
    dead = Answer("a", "http://x.example.org/", "gone", 404, archived_url="https://web.archive.org/web/1/x")
    lines = LinkReport({"a": dead, "b": Answer("b", "http://y.example.org/", "alive", 200)}, ["a"]).as_lines()
    assert lines == [
        "a: gone (new) http://x.example.org/ -> https://web.archive.org/web/1/x",
        "2 addresses asked: 1 alive, 1 gone.",
    ]
