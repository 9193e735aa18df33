"""What a branch changes in schemas/: rules, totals, floors and columns, and whether less is checked afterwards."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vostochny.diff.places import places
from vostochny.diff.sql_text import without_comments
from vostochny.model.errors import SchemaError
from vostochny.model.sqlfile import sql_parts
from vostochny.model.yaml_file import parsed_yaml

LONGEST_WHOLE = 300
# Entries on the last release that are named: a few, for a release that is begun changes all of them.
MOST_ENTRIES = 12
# What stands for a text that is there and empty, for no text means that nothing is there.
EMPTY = "(empty)"
# Entries that tell readers what not to take a table, a view or an answer for; and by which they read a value.
TOLD, READ_BY = {"warnings", "left_out"}, {"unit", "label", "title", "symbol", "from", "part"}
QUIETER, OTHERWISE = "READERS ARE TOLD LESS: ", "READERS TAKE IT FOR SOMETHING ELSE: "
# A path inside a file, and the text of what is there.
Entries = dict[tuple[str, ...], str]
# What an entry of a list is called by, so that one that moves is not a change.
NAMED_BY = ("name", "record", "value", "wording", "table", "what")
RELEASED = {"released.json", "released_rows.json"}
# Constraints of a column: less is asked where one goes, and where one of these moves in this direction.
LOWER_IS_LOOSER = {"minimum", "min", "floor"}
HIGHER_IS_LOOSER = {"maximum", "max", "maxLength", "every_days"}


@dataclass(frozen=True)
class SchemaChange:
    """One change in a file of schemas/; an empty text where there was or is nothing.

    path: where in the file, from outside in; empty for the file as a whole
    looser: whether the check asks for less afterwards
    telling: what becomes of what readers are told, as the beginning of a sentence; empty where nothing does
    """

    file: str
    path: tuple[str, ...]
    before: str
    after: str
    looser: bool
    telling: str = ""

    @property
    def sentence(self) -> str:
        """The change in words."""
        place = f"schemas/{self.file}" + (f", {' > '.join(self.path)}" if self.path else "")
        if not self.before:
            return f"{place}: new: {shown(self.after)}"
        if not self.after:
            return f"{place}: taken out; it was: {shown(self.before)}"
        if max(len(self.before), len(self.after)) <= LONGEST_WHOLE:
            return f"{place}: {shown(self.before)} before, now {shown(self.after)}"
        # Each place is whole: a cut would hide what is changed behind it.
        pairs = [f"{one} before, now {other}" for one, other in places(self.before, self.after)]
        return f"{place}: {'; and '.join(pairs) or 'the space between words differs'}"


def shown(text: str) -> str:
    """A text that fits into a sentence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_WHOLE else f"{flat[:LONGEST_WHOLE]} …"


def schema_changes(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[SchemaChange]:
    """Everything that differs between two folders schemas/, given as contents by path; what loosens a check first."""
    found: list[SchemaChange] = []
    for file in sorted({*old, *new}):
        if old.get(file) != new.get(file):
            found += file_changes(file, old.get(file), new.get(file))
    return sorted(found, key=lambda change: (not change.looser, not change.telling))


def file_changes(file: str, old: bytes | None, new: bytes | None) -> Iterator[SchemaChange]:
    """The changes of one file; one that cannot be parsed on both sides is one change."""
    if file in RELEASED:
        told = f"another last release: {differing_entries(old or b'', new or b'')}"
        yield SchemaChange(file, (), "the last release", told, looser=True)
        return
    checks = not file.startswith(("queries/", "results/"))
    if old is None or new is None:
        yield SchemaChange(file, (), summary(old), summary(new), looser=new is None and checks)
        return
    try:
        before, after = entries(file, old), entries(file, new)
    except SchemaError:
        yield SchemaChange(file, (), "another text", "a text that cannot be parsed", looser=True)
        return
    for path in dict.fromkeys([*before, *after]):
        one, other = before.get(path, ""), after.get(path, "")
        if one != other:
            yield SchemaChange(file, path, one, other, is_looser(file, path, one, other), telling(path, one, other))
    if list(filter(after.__contains__, before)) != list(filter(before.__contains__, after)):
        yield SchemaChange(file, (), "entries in one order", "the same in another order", looser=False)
    elif before == after:
        yield SchemaChange(file, (), "another layout or comment", "the same content", looser=False)


def differing_entries(old: bytes, new: bytes) -> str:
    """Which entries of a file on the last release differ; where many do, the first, and how many more."""
    try:
        before, after = (dict(flat((), json.loads(content or b"{}"))) for content in (old, new))
    except ValueError:
        return "what differs cannot be told, because it is not JSON"
    paths = [path for path in dict.fromkeys([*before, *after]) if before.get(path) != after.get(path)]
    shown = [" > ".join(path) for path in paths[:MOST_ENTRIES]]
    more = [f"and {len(paths) - len(shown):,} more"] if len(paths) > len(shown) else []
    return "; ".join([*shown, *more]) or "the same content in another layout"


def summary(content: bytes | None) -> str:
    """A whole file in a few words; empty where there is none."""
    return "" if content is None else shown(content.decode("utf-8", "replace"))[:300] or "an empty file"


def is_looser(file: str, path: tuple[str, ...], before: str, after: str) -> bool:
    """Whether less is checked after a change of one entry."""
    last = path[-1]
    if last in LOWER_IS_LOOSER | HIGHER_IS_LOOSER and before and after:
        return rises(before, after) == (last in HIGHER_IS_LOOSER)
    if file.startswith("tables/"):
        asked = {"constraints", "kind", "type", "primaryKey", "uniqueKeys", "foreignKeys", "rows"}
        allowed = ("categories" in path and not before) or bool({"ahead", "repeats"} & set(path) and after)
        return allowed or (bool(before) and bool(asked & set(path)))
    # Rules and totals are asked of views too, and one view computes the grades.
    if file.startswith(("rules/", "views/")):
        return last in {"sql", "expected"} or "exceptions" in path
    if file == "datapackage.yaml":
        return last == "as_of" or "tables" in path
    if {"vocabularies", "except", "whole_words"} & set(path):
        return not before
    listed = {"totals.yaml", "agreements.yaml", "gate.yaml", "passages.yaml"}
    return file in {"terms.yaml", "units.yaml"} or (bool(before) and file in listed)


def telling(path: tuple[str, ...], before: str, after: str) -> str:
    """What a change of one entry does to what readers are told, where it is not new."""
    if before and TOLD & set(path):
        return QUIETER
    return OTHERWISE if before and after and path[-1] in READ_BY else ""


def rises(before: str, after: str) -> bool:
    """Whether a limit becomes larger, or a last day later."""
    try:
        return float(after) > float(before)
    except ValueError:
        return after > before


def entries(file: str, content: bytes) -> Entries:
    """A file as texts by path. Raises SchemaError when it cannot be parsed."""
    text = content.decode("utf-8", "replace")
    if file.endswith(".yaml"):
        return dict(flat((), parsed_yaml(file, text)))
    if file.endswith(".sql"):
        header, sql = sql_parts(file, text)
        return {**dict(flat((), header)), ("sql",): without_comments(sql)}
    return {("text",): text}


def flat(path: tuple[str, ...], content: object) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every leaf with its path; entries of a list are called by what they name, else by their text."""
    if isinstance(content, Mapping):
        for key, value in content.items():
            yield from flat((*path, str(key)), value)
    elif isinstance(content, list):
        names: Counter[str] = Counter()
        for item in content:
            name = entry_name(item)
            names[name] += 1
            # Entries of one name are numbered, so that none hides behind another.
            step = name if names[name] == 1 else f"{name} ({names[name]})"
            yield from flat((*path, step), item)
    elif path:
        yield path, str(content) or EMPTY


def entry_name(item: object) -> str:
    """What an entry of a list is called: by what it names, else by its text."""
    if not isinstance(item, Mapping):
        return str(item)
    name = next((str(item[key]) for key in NAMED_BY if key in item), "")
    more = [str(item[key]) for key in ("column", "alike", "agree", "at", "fields") if key in item]
    where = item.get("where")
    return " ".join([name, *more, *([str(where)] if isinstance(where, Mapping) else [])]).strip()
