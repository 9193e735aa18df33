"""Writes a review for a terminal and as the comment on a pull request."""

from __future__ import annotations

from vostochny.contribute.review import Review
from vostochny.diff.difference import count_words, escaped
from vostochny.model.wording import plural

# GitHub takes 65,536 characters a comment; what is cut can be had by the command.
LONGEST_COMMENT = 60_000
MARK = "<!-- vostochny review -->"


def verdict_words(made: Review) -> str:
    """Whether the branch passes the check."""
    if made.verdict.valid:
        return f"The check passes: {made.verdict.rows:,} rows against {made.verdict.rules} rules."
    return f"The check finds {plural(len(made.verdict.findings), 'problem')}:"


def headline_words(made: Review) -> list[str]:
    """What becomes of the figures of the first page: those that move, or that none does."""
    if made.report.no_headline:
        return [made.report.no_headline]
    moved = [line.sentence for line in made.report.headline if not line.same]
    still = len(made.report.headline) - len(moved)
    if not moved:
        return ["No figure of the headline moves."]
    return [*moved, f"The other {plural(still, 'figure')} of the headline stay." if still else ""]


def as_text(made: Review) -> str:
    """For a terminal."""
    blocks = [made.report.title, made.report.summary, *made.report.notes(), "", verdict_words(made)]
    blocks += [f"  {finding.as_text()}" for finding in made.verdict.findings]
    blocks += ["", "Headline", *(f"  {line}" for line in headline_words(made) if line)]
    for section in made.sections:
        blocks += ["", section.title, *(f"  {line}" for line in section.sentences or (section.none,))]
    for title, changes in made.report.by_table():
        blocks += ["", f"{title}: {count_words([item.change for item in changes])}"]
        blocks += [f"  {item.sentence}" for item in changes]
    return "\n".join(blocks) + "\n"


def as_markdown(made: Review) -> str:
    """For a comment: what matters first, every row folded away below."""
    blocks = [MARK, "## What this change does to the record", escaped(made.report.summary)]
    blocks += [bullets(list(made.report.notes()))]
    blocks += [f"**Check.** {verdict_words(made)}"]
    blocks += ["\n".join(f"- `{finding.place}`: {escaped(finding.as_text())}" for finding in made.verdict.findings)]
    blocks += ["### Headline", bullets(headline_words(made))]
    for section in made.sections:
        blocks += [f"### {section.title}", bullets(list(section.sentences)) or section.none]
    head = "\n\n".join(block for block in blocks if block)
    return f"{shortened(head + rows(made), head)}\n"


def rows(made: Review) -> str:
    """Every change in words, folded away."""
    blocks = []
    for title, changes in made.report.by_table():
        count = count_words([item.change for item in changes])
        blocks += [f"#### {title}: {count}", bullets([item.sentence for item in changes])]
    if not blocks:
        return ""
    body = "\n\n".join(blocks)
    return f"\n\n<details><summary>Row by row</summary>\n\n{body}\n\n</details>"


def shortened(whole: str, head: str) -> str:
    """The whole text, or as much of its head as a comment takes."""
    if len(whole) <= LONGEST_COMMENT:
        return whole
    note = "\n\nToo long for a comment; `vostochny review` shows all of it, row by row."
    kept = head if len(head) <= LONGEST_COMMENT else head[:LONGEST_COMMENT].rsplit("\n", 1)[0]
    return kept + note


def bullets(sentences: list[str]) -> str:
    """A list with one item a sentence; an at sign in somebody's text calls nobody."""
    return "\n".join(f"- {escaped(line)}" for line in sentences if line).replace("@", "@\u200b")
