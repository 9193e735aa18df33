"""Shared by the commands: exit codes, the progress line, examples in the help."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable

import click

EXIT_WRONG_DATA = 1


class Progress:
    """Shows progress on a terminal; silent in a pipe."""

    def __call__(self, message: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r\033[K… {message}", err=True, nl=False)

    def done(self) -> None:
        """Clear the line of progress."""
        if sys.stderr.isatty():
            click.echo("\r\033[K", err=True, nl=False)


def with_example(example: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Adds an example to a command's help; every command has one."""

    def add(function: Callable[..., object]) -> Callable[..., object]:
        function.__doc__ = f"{inspect.cleandoc(function.__doc__ or '')}\n\n\b\nExample:\n  {example}"
        return function

    return add
