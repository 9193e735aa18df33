"""What the sentence on a row leaves out: words behind a cut, and the other cells of a row that comes or goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vostochny.diff.compare import CHANGED
from vostochny.diff.difference import Report
from vostochny.diff.places import places
from vostochny.diff.sentences import ChangeText
from vostochny.model.wording import plural


def left_out(item: ChangeText) -> Iterator[str]:
    """What a reviewer has to know beside the sentence on a row; nothing where that says all."""
    change = item.change
    if change.kind == CHANGED:
        for cell in item.cells:
            for before, after in places(cell.before, cell.after):
                if not (bare(before) in item.sentence and bare(after) in item.sentence):
                    yield f"{cell.what}, here “{before}” before, now “{after}”"
        return
    row = change.after or change.before or {}
    cells = [f"{name}: {value}" for name, value in row.items() if value and value not in item.sentence]
    if cells:
        yield f"also in the row: {'; '.join(cells)}"


def merged_rows(made: Report) -> Iterator[str]:
    """How many rows of a table were compared as one, because the branch's schemas give them one key."""
    difference = made.difference
    for table in made.dataset.tables:
        for side, words in ((difference.old, "before"), (difference.new, "now")):
            keys = Counter(key for key, _row in side.stream(table))
            if more := keys.total() - len(keys):
                yield (
                    f"data/{table}.csv: {plural(more, 'row')} {words} with a key that another row has too; "
                    "of these only the last is compared, so that a row that is gone may not be named."
                )


def exempted(made: Report) -> Iterator[str]:
    """Each row that the branch changes and that a rule lets break it: what was read then was another row."""
    changed = {change.key for change in made.difference.changes if change.kind == CHANGED}
    for rule in made.dataset.rules:
        for record, reason in rule.exceptions.items():
            if record in changed:
                yield f"{record} changes, and may break the rule “{rule.title}”. The reason given is: {reason}"


def bare(text: str) -> str:
    """A piece of a text without the marks of what is around it."""
    return text.strip("… ")
