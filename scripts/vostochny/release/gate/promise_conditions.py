"""Conditions on what earlier releases promised: identifiers, the form of tables, versions, reasons for changes."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.diff.compare import CHANGED, compare
from vostochny.model.compatibility import compare_forms
from vostochny.model.released import forms_of
from vostochny.model.wording import plural
from vostochny.release.gate.gate_context import Context
from vostochny.release.history.log import expected, logged
from vostochny.release.history.prepare import identifiers
from vostochny.release.history.versions import missing_words, parts

MOST_NAMED = 5


def vanished(context: Context) -> Iterator[str]:
    """Identifiers of earlier releases that are neither records nor redirects."""
    if context.released is None:
        return
    kept = set(identifiers(context.dataset, context.now)) | set(context.now.rows("redirects"))
    for record, table in sorted({**context.released.withdrawn, **context.released.identifiers}.items()):
        if record not in kept:
            yield f"{record} of {table} is gone, and nothing says what became of it."


def identifier_reused(context: Context) -> Iterator[str]:
    """Identifiers that name something else than they once did."""
    if context.released is None:
        return
    for record, table in sorted(identifiers(context.dataset, context.now).items()):
        was = context.released.identifiers.get(record, table)
        if was != table:
            yield f"{record} is a record of {table}; in {context.released.version} it was one of {was}."
        if record in context.released.withdrawn:
            yield f"{record} of {table} had been withdrawn before {context.released.version}."


def form_broken(context: Context) -> Iterator[str]:
    """Changes of the tables' form that break programs of readers."""
    if context.released is not None:
        for change in compare_forms(context.released.tables, forms_of(context.dataset)):
            if change.breaks:
                yield f"{change.place} {change.what}."


def deprecated(context: Context) -> Iterator[str]:
    """Columns that may go with the next release."""
    for table in context.dataset.published.values():
        for field in table.fields:
            if field.deprecated:
                yield f"{table.name}.{field.name}: {field.deprecated}"


def version_not_raised(context: Context) -> Iterator[str]:
    """A version that is not the newest, or that was published with other content."""
    releases = context.now.rows("releases")
    newest = max(releases, key=parts, default="")
    if newest != context.version:
        yield f"The version is {context.version}, and the newest of the history of releases {newest or 'none'}."
    if context.published is not None:
        other = compare(context.dataset, context.published, context.now)
        if other.changes or other.columns_gone or other.columns_new or other.tables_gone:
            differ = f"{plural(len(other.changes), 'row')} changed since" if other.changes else "its columns are others"
            yield f"{context.version} has been published with other content; {differ}."


def changed_without_reason(context: Context) -> Iterator[str]:
    """Records of the last release that read otherwise or are gone, while nothing says why."""
    if context.difference is None or context.release.get("reason"):
        return
    touched = context.difference.touched
    for change in touched[:MOST_NAMED]:
        yield f"{change.key} of {change.table} is {change.kind}, and the release gives no reason."
    if len(touched) > MOST_NAMED:
        yield f"And {len(touched) - MOST_NAMED:,} more."


def changes_not_written(context: Context) -> Iterator[str]:
    """A log of changes that is not what differs from the last release."""
    written = [row for row in context.now.rows("changes").values() if row["version"] == context.version]
    if context.difference is None:
        if not context.last and written:
            yield f"The first release has nothing before it, yet {len(written):,} changes are logged for it."
        return
    there, wanted = logged(written), expected(context.difference.changes)
    if missing := len(wanted - there):
        yield f"{missing:,} of {len(wanted):,} changes against {context.last} are not logged."
    if stray := len(there - wanted):
        yield f"{stray:,} logged changes are not there."


def not_compared(context: Context) -> Iterator[str]:
    """A last release that this checkout does not have."""
    if context.last and context.before is None:
        yield missing_words(context.last)


def shrunk(context: Context) -> Iterator[str]:
    """Tables that lost more than a tenth of their rows."""
    if context.before is not None:
        for name in context.dataset.tables:
            was, count = (sum(1 for _ in side.stream(name)) for side in (context.before, context.now))
            if count < was * 0.9:
                yield f"{name} had {was:,} rows in {context.last} and has {count:,}."


def rewritten(context: Context) -> Iterator[str]:
    """Records that have become another in most of their cells."""
    for change in context.difference.changes if context.difference else ():
        if change.kind == CHANGED and change.before is not None and len(change.fields) > 1:
            filled = [name for name, text in change.before.items() if text]
            other = [field for field in change.fields if field.before]
            if len(other) > len(filled) / 2:
                yield f"{change.key} of {change.table} reads otherwise in {len(other)} of {len(filled)} cells."
