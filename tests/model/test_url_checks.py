"""Web addresses: what may stand as the address of a source, and what is refused with which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vostochny.model.url_checks import url_fault


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://reader:secret@example.org/", "user name"),
        ("https://reader@example.org/", "user name"),
        ("https://example.org/#section", "never sent to a server"),
        ("https://example.org#section", "never sent to a server"),
        ("https://localhost/a", "no host with a dot"),
        ("https://intranet/a", "no host with a dot"),
        ("https://printer.local/a", "not a public host"),
        ("https://db.internal/a", "not a public host"),
        ("https://page.onion/a", "not a public host"),
        ("http://127.0.0.1/a", "not a public host"),
        ("http://10.1.2.3/a", "not a public host"),
        ("http://192.168.0.1/a", "not a public host"),
        ("http://169.254.169.254/latest/meta-data/", "not a public host"),
        ("http://[::1]/a", "not a public host"),
        ("http://[fe80::1]/a", "not a public host"),
        ("http://127.1/a", "number in disguise"),
        ("http://0x7f.0.0.0x1/a", "number in disguise"),
        ("http://2130706433/a", "no host with a dot"),
        ("http://[/a", "cannot be parsed"),
        ("https://example.org:70000/a", "cannot be parsed"),
        ("https://example.org:port/a", "cannot be parsed"),
        ("https://.example.org/a", "cannot be part of a host"),
        ("https://exa_mple.org/a", "cannot be part of a host"),
        ("https://-example.org/a", "cannot be part of a host"),
        ("https://раура1.com/", "only look Latin"),
        ("https://уаhоо.com/", "mixes letters of Cyrillic and Latin"),
        ("https://xn--80ak6aa92e.com/", "only look Latin"),
        ("https://xn--a-ecp.ru.xn--99999999999/", "punycode"),
    ],
)
def test_an_address_that_leads_nowhere_public_is_refused(url: str, words: str) -> None:
    assert words in url_fault(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://stories.opensourcecentre.org/refined-tastes",
        "http://8.8.8.8/a",
        "https://example.org:8443/a?b=c#d",
        "https://example.org/?id=1#part",
        "https://www.日本語.jp/a",
        "https://кремль.рф/a",
        "https://xn--fiqs8s.example.org/",
        "https://한국.kr/a",
        "https://web.archive.org/web/2024/https://example.org/a@b",
    ],
)
def test_a_public_address_is_accepted(url: str) -> None:
    assert url_fault(url) == ""


@given(st.text(max_size=40))
def test_whatever_follows_the_scheme_ends_in_words(text: str) -> None:
    assert isinstance(url_fault(f"https://{text}"), str)
