"""What a host's robots.txt allows, by RFC 9309, whether the file is there, missing, broken or unreachable."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

AGENT = "vostochny-ledger-links"
# RFC 9309, 2.5: a program must parse at least the first 500 KiB.
LONGEST_ROBOTS_BYTES = 500 * 1024
# RFC 9309, 2.3.1.2: at least five redirects in a row are followed, also to another host.
MOST_REDIRECTS = 5
FORBIDDEN = "The host's robots.txt asks programs to stay away."


@dataclass(frozen=True)
class Fetched:
    """The outcome of one GET request for a small text.

    status: of HTTP; None where no answer came
    location: where a redirect leads; empty where there is none
    content: the beginning of the body of a 200
    hindrance: why no answer came, in a sentence
    """

    status: int | None
    location: str = ""
    content: bytes = b""
    hindrance: str = ""


@dataclass(frozen=True)
class Permission:
    """Whether an address may be asked for; if not, the category of source_checks that says so, and why."""

    allowed: bool
    result: str = ""
    why: str = ""


class RobotsRules:
    """The rules of one host, made from what its robots.txt answered."""

    def __init__(self, fetched: Fetched) -> None:
        self.fetched = fetched
        self.rules = parsed(fetched.content) if fetched.status == 200 else None

    def permission(self, url: str) -> Permission:
        """Whether `url` may be asked for.

        Without a usable file everything is allowed (RFC 9309, 2.3.1.3), and nothing where the host failed to say
        (2.3.1.4): then the address is not requested, or counts as unreachable like its robots.txt.
        """
        status = self.fetched.status
        if status is None:
            return Permission(False, "unreachable", f"robots.txt is unreachable. {self.fetched.hindrance}".strip())
        if status >= 500:
            return Permission(False, "not_asked", f"The host's robots.txt answers {status}, which forbids asking.")
        if self.rules is None or self.rules.can_fetch(url, AGENT):
            return Permission(True)
        return Permission(False, "not_asked", FORBIDDEN)


def parsed(content: bytes) -> Protego:
    """The rules of a file, as far as it is read; bytes that are not UTF-8 affect only their own line."""
    if len(content) > LONGEST_ROBOTS_BYTES:
        # A line that is cut would be another rule: `Allow: /` instead of `Allow: /a`.
        whole_lines, _end, _cut = content[:LONGEST_ROBOTS_BYTES].rpartition(b"\n")
        content = whole_lines
    return Protego.parse(content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))
