"""Writes a review for a terminal and as the comment on a pull request."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

from vostochny.contribute.review import Review
from vostochny.contribute.row_details import left_out
from vostochny.diff.difference import count_words, escaped
from vostochny.model.wording import plural

# GitHub takes 65,536 characters a comment; what is cut can be had by the command.
LONGEST_COMMENT = 60_000
# In a comment that would be longer: the most sentences of a section, and the most of one sentence.
MOST_SENTENCES, LONGEST_SENTENCE = 1_000, 2_000
TOO_LONG = "\n\nToo long for a comment; `vostochny review` shows all of it, row by row."
# Controls, marks of direction, what has no width, separators of lines, private and unassigned characters.
HIDDEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
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
    """For a terminal; whatever a cell or a name holds, a sentence is one line and moves no cursor."""
    blocks = [made.report.title, made.report.summary, *made.report.notes(), "", verdict_words(made)]
    blocks += [f"  {finding.as_text()}" for finding in made.verdict.findings]
    blocks += ["", "Headline", *(f"  {line}" for line in headline_words(made) if line)]
    for section in made.sections:
        blocks += ["", section.title, *(f"  {line}" for line in section.sentences or (section.none,))]
    for title, changes in made.report.by_table():
        blocks += ["", f"{title}: {count_words([item.change for item in changes])}"]
        for item in changes:
            blocks += [f"  {item.sentence}", *(f"    {line}" for line in left_out(item))]
    return "".join(f"{one_line(block)}\n" for block in blocks)


def one_line(text: str) -> str:
    """A text on one line, its indent kept, with each character that cannot be seen named by its number."""
    indent = text[: len(text) - len(text.lstrip(" "))]
    return indent + "".join(seen(character) for character in re.sub(r"[ \n\r\t]+", " ", text.strip(" ")))


def seen(character: str) -> str:
    """A character, or its number where it is a control, has no width, or is a space of another kind."""
    hidden = unicodedata.category(character) in HIDDEN or (character.isspace() and character != " ")
    return f"<U+{ord(character):04X}>" if hidden else character


def as_markdown(made: Review) -> str:
    """For a comment: what matters first, every row folded away below."""
    whole = markdown(made, None)
    if len(whole) <= LONGEST_COMMENT:
        return f"{whole}\n"
    # Every section is cut alike, so that a long one pushes no other out; the rows are left out first.
    fits = bisect_left(range(MOST_SENTENCES), True, key=lambda most: len(markdown(made, most + 1)) > LONGEST_COMMENT)
    return f"{markdown(made, max(fits, 1))}{TOO_LONG}\n"


def markdown(made: Review, most: int | None) -> str:
    """The comment with at most so many sentences a section and no rows; None for all of both."""
    blocks = [MARK, "## What this change does to the record", escaped(made.report.summary)]
    blocks += [bullets(list(made.report.notes()), most)]
    blocks += [f"**Check.** {verdict_words(made)}"]
    blocks += [bullets([finding.as_text() for finding in made.verdict.findings], most)]
    blocks += ["### Headline", bullets(headline_words(made), most)]
    for section in made.sections:
        blocks += [f"### {section.title}", bullets(list(section.sentences), most) or section.none]
    head = "\n\n".join(block for block in blocks if block)
    return head + rows(made) if most is None else head


def rows(made: Review) -> str:
    """Every change in words, folded away."""
    blocks = []
    for title, changes in made.report.by_table():
        count = count_words([item.change for item in changes])
        lines = [" — ".join([item.sentence, *left_out(item)]) for item in changes]
        blocks += [f"#### {safe(title)}: {count}", bullets(lines, None)]
    if not blocks:
        return ""
    body = "\n\n".join(blocks)
    return f"\n\n<details><summary>Row by row</summary>\n\n{body}\n\n</details>"


def bullets(sentences: list[str], most: int | None) -> str:
    """A list with one item a sentence, or the first ones and how many more there are."""
    said = [line for line in sentences if line]
    shown, more = said[:most], len(said[most:]) if most else 0
    lines = [f"- {safe(line if most is None else line[:LONGEST_SENTENCE])}" for line in shown]
    return "\n".join([*lines, *([f"- **and {more:,} more, which are not shown here**"] if more else [])])


def safe(text: str) -> str:
    """A text that makes no markup and calls nobody, be it by an at sign or by an entity for one."""
    return escaped(one_line(text)).replace("&", "&amp;").replace("@", "@\u200b")
