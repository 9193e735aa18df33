"""Texts that are more than text to some reader are refused, in whatever form; ordinary prose is not."""

from __future__ import annotations

import pytest

from vostochny.model.plain_text import text_is_more


def rules_of(text: str) -> set[str]:
    """The rules that a text breaks."""
    return {rule for rule, _expected, _remedy in text_is_more(text)}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("RUSI <meta http-equiv=refresh content=5;url=x x=y", "markup"),
        ("</title/x", "markup"),
        ("A &#60;b&#62;", "markup"),
        ("Centre](a) ![seal](b) [the proof", "markup"),
        ("![seal](b.png)", "markup"),
        ("The cargo {{ 7*7 }}.", "markup"),
        ("{% include 'x' %}", "markup"),
        ("{: onclick=x }", "markup"),
        ("--8<-- x", "markup"),
        ("!!! danger", "markup"),
        ("*[IMO]: other", "markup"),
        ("[^1]: note", "markup"),
        ("`code`", "markup"),
        ("See https://evil.example.net/a", "address"),
        ("See //evil.example.net/a", "address"),
        ("See www.evil.example.net", "address"),
        ("Write to a.b@example.org", "address"),
        ("javascript:alert(1)", "address"),
        ("=1+1", "formula"),
        ('"=1+1', "formula"),
        (" \u201c=1+1", "formula"),
        ("\uff1d1+1", "formula"),
        ("\u3000@SUM(1)", "formula"),
        ("'+1+1", "formula"),
    ],
)
def test_what_a_reader_takes_for_more_than_text_is_refused(text: str, rule: str) -> None:
    assert rule in rules_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The address is a copy on cdnk.co.kr; ten per cent (5/2024) & more.",
        "Chang An Shipping & Technology",
        "UN HUNG (\uc6b4\ud765\ud638 / \uc740\ud765\ud638; Eunheung; \u30a6\u30f3\u30d5\u30f3)",
        "At 10:30, more than 12 -- as printed -- of 43.",
        "2,998 tonnes; count-004 to count-006.",
        "A price of $5 a barrel, #3 of the list, 100% full?",
    ],
)
def test_prose_is_text(text: str) -> None:
    assert rules_of(text) == set()
