"""Asks for one value on the terminal: explains the column, accepts names for identifiers, rejects invalid answers."""

from __future__ import annotations

import shutil
from collections.abc import Mapping

import click

from vostochny.contribute.answer_checks import answer_findings
from vostochny.contribute.draft import Draft, NewRow
from vostochny.contribute.record_search import SHOWN, Candidate, candidates, meant, nearest
from vostochny.model.errors import InternalError
from vostochny.model.project import Project
from vostochny.model.schema import Field
from vostochny.tables.csv_reader import RawTable


class BackError(InternalError):
    """The contributor wants to go back to the previous question."""


def heading(field: Field, title: str = "") -> None:
    """What a column is, what it may hold, an example, and whether it may stay empty."""
    click.echo()
    needed = "" if field.required else click.style("  may stay empty", dim=True)
    click.echo(click.style(title or field.title, bold=True) + f" ({field.name}){needed}")
    click.echo(wrapped(field.description))
    for number, (value, label) in enumerate(field.categories.items(), 1):
        click.echo(f"  {number} {value}: {label}")
    if field.example and not field.categories:
        click.echo(click.style(f"  For example: {field.example}", dim=True))


def wrapped(text: str) -> str:
    """Text broken into lines for this terminal."""
    width = min(shutil.get_terminal_size().columns, 110)
    return click.wrap_text(text, width, "  ", "  ")


def prompt(default: str, words: list[str]) -> str:
    """One line of input: the default if empty, an empty text for a hyphen; TAB completes `words`."""
    complete_with(words)
    text = str(click.prompt("  ", default=default, show_default=bool(default), prompt_suffix="> ")).strip()
    if text == "<":
        raise BackError
    return "" if text == "-" else text


def complete_with(words: list[str]) -> None:
    """Set TAB completion, where available."""
    try:
        import readline
    except ImportError:  # Python on Windows has none
        return

    def matching(text: str, state: int) -> str | None:
        found = [word for word in words if word.casefold().startswith(text.casefold())]
        return found[state] if state < len(found) else None

    readline.set_completer(matching)
    readline.set_completer_delims("")
    readline.parse_and_bind("tab: complete")


def choose(options: list[Candidate]) -> str:
    """Let one of a few records be picked by its number; empty when none is."""
    for number, option in enumerate(options, 1):
        click.echo(f"  {number} {option.key} ({option.label})")
    numbers = [str(number) for number in range(1, len(options) + 1)]
    picked = prompt("", [option.key for option in options])
    if picked in numbers:
        return options[int(picked) - 1].key
    return picked if picked in {option.key for option in options} else ""


class Prompter:
    """Asks for values of rows of one draft."""

    def __init__(self, project: Project, raw_tables: Mapping[str, RawTable], draft: Draft) -> None:
        self.project = project
        self.raw_tables = raw_tables
        self.draft = draft

    def value(self, row: NewRow, field: Field, target: str, default: str) -> str:
        """Ask until the answer is valid and put it into the row. Returns what was typed.

        target: table whose records the column names; empty for any other column
        Raises BackError when the contributor wants to go back.
        """
        heading(field)
        known = candidates(self.raw_tables, target, self.draft.rows) if target else []
        words = [item.key for item in known] or list(field.categories)
        while True:
            typed = prompt(default, words)
            if typed == "?":
                self.show(known, field)
                continue
            text = self.meant(typed, known, target) if known else by_number(typed, field)
            if text is None:
                continue
            row.cells[field.name] = text
            wrong = answer_findings(self.project.dataset, self.raw_tables, self.draft.rows, row, field.name)
            if not wrong:
                return typed
            for finding in wrong:
                click.echo(click.style(f"  ✗ {finding.expected} {finding.remedy}".rstrip(), fg="red"))

    def meant(self, typed: str, known: list[Candidate], target: str) -> str | None:
        """The identifier that an answer refers to; None to ask again."""
        if not typed:
            return typed
        found = meant(typed, known)
        if len(found) == 1:
            if found[0].key != typed:
                click.echo(f"  = {found[0].key} ({found[0].label})")
            return found[0].key
        options = found or nearest(typed, known)
        if not options:
            return self.unknown(typed, target)
        click.echo("  Several match." if found else "  Not found. Did you mean:")
        click.echo("  Type a number, or Enter for none of them:")
        return choose(options) or self.unknown(typed, target)

    def unknown(self, typed: str, target: str) -> str | None:
        """Called for an unknown record; a dialogue may offer to add it."""
        click.echo(f"  There is no {typed!r} in data/{target}.csv.")
        return None

    def show(self, known: list[Candidate], field: Field) -> None:
        """The choices for a column, on request."""
        for item in known[: SHOWN * 25]:
            click.echo(f"  {item.key} ({item.label})")
        if not known:
            click.echo(f"  {field.description}")


def by_number(typed: str, field: Field) -> str:
    """The category with this number, or the answer as typed."""
    values = list(field.categories)
    if typed.isdigit() and typed not in values and 0 < int(typed) <= len(values):
        return values[int(typed) - 1]
    return typed
