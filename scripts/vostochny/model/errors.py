"""The errors that this program raises on purpose. Wrong data is never one of them: that is a `Finding`.

::

    LedgerError
    ├── BuildError        a step cannot be done; the message says what, why and what to do
    ├── CallError         a command cannot be done as it was called; exit code 2
    ├── SchemaError       a file of schemas/ is wrong; the message names file and key
    ├── QuestionError     desk.tools: a question of an assistant that cannot be answered as it is asked
    ├── RefusedError      datasette_app.error_pages: a request that never reaches the database; answered with the words
    ├── InputError        the volume model lacks a parameter or a ship (also a ValueError)
    └── InternalError     caught inside the program; no message reaches a user
        ├── NotPlainError     tables.arrow_reader: the fast path leaves a file to the row-by-row checks
        ├── UnsortedError     diff.merging: two sides cannot be merged because their keys do not rise
        ├── TooLongError      upkeep.link_checker: a host asks for a longer pause than one run can wait
        ├── LongLineError     contribute.imports.list_file: a line is longer than any list has (also a ValueError)
        ├── IncompleteAnswerError  datasette_app.csv_answers: a CSV answer has fewer or more rows than were counted
        └── BackError         cli.asking: the contributor goes back to the question before
"""

from __future__ import annotations

EXIT_WRONG_CALL = 2


class LedgerError(Exception):
    """Base of all errors of this program; the command line prints the message and ends with an exit code."""


class BuildError(LedgerError):
    """A step of the build could not be done; the message says what and why."""


class CallError(LedgerError):
    """A command cannot be done with these options here, such as on a port that is in use; it exits with code 2."""


class SchemaError(LedgerError):
    """schemas/ itself is wrong; the message names file, key and remedy."""


class InputError(LedgerError, ValueError):
    """The tables lack what the volume model needs; the message names the parameter or the ship."""


class InternalError(LedgerError):
    """Base of errors that one function raises for another of this program to catch."""
