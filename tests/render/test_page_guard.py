"""A page may consist of what the theme and the program write, and of nothing that came in with a value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vostochny.render.page_guard import PageGuard, foreign_markup, own_elements

GUARD = PageGuard(
    elements=own_elements() | {name: frozenset() for name in ("html", "head", "body")},
    scripts=frozenset(["known()"]),
    files=frozenset(["assets/tables.js"]),
    addresses=frozenset(["https://example.org/a"]),
    own=("http://127.0.0.1:8001/",),
)
HERE = "calls/call-001/index.html"


def found(body: str) -> list[str]:
    """What is foreign in a page with this body."""
    page = f"<html><head><meta charset=utf-8></head><body>{body}</body></html>"
    return [item.what for item in foreign_markup(GUARD, HERE, page)]


@pytest.mark.parametrize(
    "body",
    [
        "<meta http-equiv=refresh content='5;url=https://evil.example/' x=y , and the rest",
        "<script>document.title=1</script>",
        "<script src=https://evil.example/a.js></script>",
        "<script src=../../assets/other.js></script>",
        "<img src=x onerror=alert(1)>",
        "<a href='https://evil.example/'>x</a>",
        "<a href='//evil.example/'>x</a>",
        "<a href='/\\evil.example/'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='https://example.org/ab'>x</a>",
        "<iframe srcdoc=x></iframe>",
        "<base href=https://evil.example/>",
        "<form action=https://evil.example/><button formaction=https://evil.example/>x</button></form>",
        "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
        "<svg><foreignObject></foreignObject></svg>",
        "<p style='background:url(https://evil.example/)'>x</p>",
        "<style>*{color:red}</style>",
        "<p onclick=alert(1)>x</p>",
        "<x-canary>x</x-canary>",
    ],
)
def test_what_nothing_of_the_program_writes_is_found(body: str) -> None:
    assert found(body)


@pytest.mark.parametrize(
    "body",
    [
        "<p class=x id=y data-z=1 aria-label=a>text &lt;script&gt;</p>",
        "<script>known()</script><script src=../../assets/tables.js async></script>",
        '<script type="application/json">{"a": 1}</script>',
        "<a href='https://example.org/a'>x</a><a href='https://example.org/a#:~:text=words'>x</a>",
        "<a href='http://127.0.0.1:8001/feed.xml'>x</a><a href='../vessels/'>x</a><a href='#top'>x</a>",
        '<svg viewBox="0 0 1 1"><clipPath id=a></clipPath><path d="M0 0" style="max-width:10px"/></svg>',
    ],
)
def test_what_the_program_writes_is_not(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(("script", "is_foreign"), [("/ledger/assets/tables.js", False), ("/assets/tables.js", True)])
def test_a_page_may_name_its_scripts_from_the_root_of_a_host_with_a_path(script: str, is_foreign: bool) -> None:
    guard = replace(GUARD, own=("https://example.org/ledger/",))
    page = f"<html><head></head><body><script src={script}></script></body></html>"
    assert bool(list(foreign_markup(guard, "404.html", page))) is is_foreign
