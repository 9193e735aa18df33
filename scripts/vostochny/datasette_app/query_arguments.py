"""Answers 400 for query arguments that would make Datasette fail with 500."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

# The parameter of the search over all tables, which is no column.
SEARCHED = "q"
LISTS = ("__in", "__notin")
LONGEST_NUMBER = 18  # digits that SQLite's 64 bits hold whatever they are


def misread(parameters: Iterable[tuple[str, str]]) -> str:
    """The first invalid parameter of an address, as a sentence; an empty string if all are valid.

    Each is one that Datasette 0.65 answers with status 500; the tests keep an address for every one.
    """
    return next(filter(None, (fault(name, value) for name, value in parameters)), "")


def fault(name: str, value: str) -> str:
    """What is wrong with one parameter."""
    found = ""
    if "\0" in name or "\0" in value:
        found = "An address cannot hold a NUL character."
    elif name == "_through":
        found = "Rows cannot be asked for through another table here; follow the links of a record instead."
    elif name == "_facet_size":
        found = "" if value == "max" or is_small_number(value) else "_facet_size is a number or `max`."
    elif name.startswith("_facet") and value.lstrip().startswith("{"):
        found = f"{name} is the name of a column."
    elif name.endswith(LISTS) and value.startswith("[") and not is_list(value):
        found = f'{name} is a list such as a,b or ["a", "b"].'
    elif not name.startswith("_") and name != SEARCHED and value.isdigit() and not is_small_number(value):
        found = f"{name} is a number of at most {LONGEST_NUMBER} digits."
    return found


def is_small_number(value: str) -> bool:
    """Whether a text is digits that fit in 64 bits; ``²`` is a digit to Python and not to `int`."""
    return value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER


def is_list(value: str) -> bool:
    """Whether a text is a list in JSON."""
    try:
        return isinstance(json.loads(value), list)
    except ValueError:
        return False


def is_no_record(path: str, database: str, key_parts: Mapping[str, int]) -> bool:
    """Whether an address is that of a record, with another number of parts than its table's key has."""
    if not path.startswith(f"{database}/"):
        return False
    table, _, key = path.removeprefix(f"{database}/").partition("/")
    return bool(key) and "/" not in key and key_parts.get(unquote(table), 0) not in (0, key.count(",") + 1)
