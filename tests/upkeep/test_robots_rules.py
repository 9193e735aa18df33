"""robots.txt is read as RFC 9309 says: the longest match decides, and a host that fails to answer is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vostochny.upkeep.robots_rules import LONGEST_ROBOTS_BYTES, Fetched, RobotsRules

HOST = "https://example.org"


def allowed(robots_txt: str | bytes, path: str) -> bool:
    content = robots_txt.encode() if isinstance(robots_txt, str) else robots_txt
    return RobotsRules(Fetched(200, content=content)).permission(HOST + path).allowed


def for_all(*lines: str) -> str:
    return "\n".join(["User-agent: *", *lines]) + "\n"


@pytest.mark.parametrize(
    ("lines", "path", "expected"),
    [
        # 2.2.2: the most octets decide, wherever the line is.
        (("Disallow: /private", "Allow: /private/open"), "/private/open/a", True),
        (("Disallow: /private", "Allow: /private/open"), "/private/closed", False),
        (("Allow: /private/open", "Disallow: /private/open/not-this"), "/private/open/not-this", False),
        # 2.2.2: of two rules of the same length the one that allows.
        (("Disallow: /page", "Allow: /page"), "/page", True),
        (("Allow: /page", "Disallow: /page"), "/page", True),
        # 2.2.2: paths are compared by case and from their beginning.
        (("Disallow: /Private",), "/private", True),
        (("Disallow: /b",), "/a/b", True),
        # 2.2.3: * is any characters, also none; $ is the end.
        (("Disallow: /*.pdf$",), "/a/b.pdf", False),
        (("Disallow: /*.pdf$",), "/a/b.pdf?page=2", True),
        (("Disallow: /*.pdf",), "/a/b.pdf?page=2", False),
        (("Disallow: /a*z",), "/az", False),
        (("Allow: /$", "Disallow: /"), "/", True),
        (("Allow: /$", "Disallow: /"), "/page", False),
        (("Disallow: /*?session=",), "/page?session=1", False),
        # 2.2.2: the percent-encoded and the plain form of a character are one.
        (("Disallow: /foo/bar/%E3%83%84",), "/foo/bar/ツ", False),
        (("Disallow: /foo/bar/ツ",), "/foo/bar/%E3%83%84", False),
        # An empty rule matches nothing; other lines are left out.
        (("Disallow:",), "/page", True),
        (("Crawl-delay: 10", "Sitemap: https://example.org/s.xml", "Disallow: /x # why"), "/x", False),
    ],
)
def test_the_rules_of_a_file_decide(lines: tuple[str, ...], path: str, expected: bool) -> None:
    assert allowed(for_all(*lines), path) is expected


def test_a_group_that_names_this_program_counts_alone() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: Vostochny-Ledger-Links\nDisallow: /private\n"
    assert allowed(text, "/page")
    assert not allowed(text, "/private")


def test_groups_of_one_name_are_one_group() -> None:
    text = "User-agent: vostochny-ledger-links\nDisallow: /a\n\nUser-agent: vostochny-ledger-links\nDisallow: /b\n"
    assert not allowed(text, "/a")
    assert not allowed(text, "/b")


def test_a_group_of_another_program_says_nothing_here() -> None:
    assert allowed("User-agent: otherbot\nDisallow: /\n", "/page")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end: str) -> None:
    assert not allowed(f"User-agent: *{end}Disallow: /private{end}", "/private")


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"<!doctype html><title>Not found</title>",
        b"\xff\xfe\x00garbage",
        b"Disallow: /",  # of no group
        b"User-agent: *\n\x00\xff: /\n",
    ],
)
def test_a_file_without_a_usable_rule_forbids_nothing(broken: bytes) -> None:
    assert allowed(broken, "/page")


def test_what_is_readable_of_a_damaged_file_counts() -> None:
    assert not allowed(b"\xef\xbb\xbfUser-agent: *\nDisallow: /\xff\xfe\nDisallow: /private\n", "/private")


def test_of_an_oversized_file_the_first_500_kib_count_and_no_line_is_cut_into_another() -> None:
    head = b"User-agent: *\nDisallow: /private\n"
    filler = b"# " + b"x" * (LONGEST_ROBOTS_BYTES - len(head) - len(b"\nDisallow: /") - 2)
    content = head + filler + b"\nDisallow: /only-this\nDisallow: /later\n"
    assert content[:LONGEST_ROBOTS_BYTES].endswith(b"\nDisallow: /")
    assert not allowed(content, "/private")
    assert allowed(content, "/page")
    assert allowed(content, "/later")


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 429])
def test_a_host_without_the_file_forbids_nothing(status: int) -> None:
    assert RobotsRules(Fetched(status)).permission(f"{HOST}/page").allowed


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_host_that_fails_to_give_the_file_is_left_alone(status: int) -> None:
    permission = RobotsRules(Fetched(status)).permission(f"{HOST}/page")
    assert (permission.allowed, permission.result) == (False, "not_asked")
    assert str(status) in permission.why


def test_a_host_that_does_not_answer_is_unreachable() -> None:
    permission = RobotsRules(Fetched(None, hindrance="ConnectError: no route")).permission(f"{HOST}/page")
    assert (permission.allowed, permission.result) == (False, "unreachable")
    assert "no route" in permission.why


@given(st.binary(max_size=400), st.text(max_size=40))
def test_no_content_of_the_file_ends_the_run(content: bytes, path: str) -> None:
    RobotsRules(Fetched(200, content=b"User-agent: *\n" + content)).permission(f"{HOST}/{path}")
