"""Lets `python -m vostochny` do what the command `vostochny` does."""

from vostochny.cli import main

main(prog_name="vostochny")
