"""What a reviewer needs to know of a branch: the change in words, its sources, conflicts, grades and findings."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from vostochny.checks.run import checked
from vostochny.checks.verdict import Verdict
from vostochny.contribute.passage_words import beside_cells
from vostochny.contribute.row_details import exempted, merged_rows
from vostochny.database.reading import LONGEST_STATEMENT, Row, limit_time, opened
from vostochny.diff.branch_files import file_sentences
from vostochny.diff.branch_schemas import base_schemas, folder_contents, history_sentences, schema_sentences
from vostochny.diff.compare import ADDED, CHANGED, REMOVED, RETIRED, Change
from vostochny.diff.difference import Report, report
from vostochny.diff.headline import headline, lines
from vostochny.diff.record_names import Wording, staged
from vostochny.diff.revision import archived, commit_of, has_revision
from vostochny.diff.side import Side, from_contents, read_side, this_side
from vostochny.model.errors import BuildError, SchemaError
from vostochny.model.git import git
from vostochny.model.project import Project
from vostochny.model.schema import Dataset
from vostochny.model.wording import plural

MAIN_BRANCHES = ("origin/main", "main", "origin/master", "master")
GRADED = "select call_id, confidence, confidence_by_rule, independent_origins, reasons from call_confidence"
ORIGINS = (
    "select record_id, count(distinct root_source_id) as origins from record_sources where relation in "
    "('states', 'supports') and table_name in ('call_counts', 'volume_estimates', 'notified_deliveries') group by 1"
)
ROOTS = "select source_id, group_concat(root_source_id, ';') as roots from source_roots group by source_id"


@dataclass(frozen=True)
class ReviewSection:
    """One thing that a reviewer looks for: sentences, or what to say when there is none."""

    title: str
    sentences: tuple[str, ...]
    none: str


@dataclass(frozen=True)
class Review:
    """A branch against its base."""

    report: Report
    verdict: Verdict
    sections: tuple[ReviewSection, ...]


def review(project: Project, base: str, say: Callable[[str], None]) -> Review:
    """Compare the checkout with `base`, the point where the branch began, and check it.

    Raises BuildError when there is nothing to compare it with.
    """
    dataset = project.dataset
    old, new = base_side(project, base), this_side(project)
    say("comparing")
    made = report(dataset, old, new)
    with tempfile.TemporaryDirectory(prefix="vostochny-review-") as folder:
        own = base_dataset(project, base, Path(folder) / "base")
        before, after = staged(dataset, old, Path(folder) / "old"), staged(dataset, new, Path(folder) / "new")
        first = staged(own, old, Path(folder) / "own") if own else before
        with opened(before) as one, opened(after) as other, opened(first) as unchanged:
            for connection in (one, other, unchanged):
                limit_time(connection, LONGEST_STATEMENT)
            words = Wording(dataset, one), Wording(dataset, other)
            own_words = answering(Wording(own or dataset, unchanged)) or words[0]
            sections = all_sections(made, *words, own_words)
        if own:
            made = replace(made, **headlines(own, first, dataset, after))
    sections = (*first_sections(project, base, old, new), *sections)
    with checked(project, say) as (verdict, _staged):
        return Review(made, verdict, sections)


def base_side(project: Project, base: str) -> Side:
    """The tables of the base; a commit is one even where the branch holds a folder of the same name."""
    commit = commit_of(project.root, base)
    if not commit:
        return read_side(project, base)
    return from_contents(project.dataset, base[:12], archived(project.root, commit))


def base_dataset(project: Project, base: str, folder: Path) -> Dataset | None:
    """The schemas of the base, where the branch changes them; None where it does not, or they cannot be read."""
    old = base_schemas(project, base)
    if not old or old == folder_contents(project.schemas):
        return None
    for name, content in old.items():
        path = folder / "schemas" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    try:
        return Project(folder).dataset
    except (BuildError, SchemaError, KeyError):
        return None


def headlines(own: Dataset, first: Path, dataset: Dataset, after: Path) -> dict[str, Any]:
    """The headline of the base by its own schemas beside that of the branch, for a query of them feeds the model."""
    try:
        return {"headline": tuple(lines(headline(own, first), headline(dataset, after))), "no_headline": ""}
    except (BuildError, ValueError, TypeError, sqlite3.Error) as error:
        return {"headline": (), "no_headline": f"The headline could not be computed on both sides: {error}"}


def answering(words: Wording) -> Wording | None:
    """The words of a base whose views have what is asked of them; None where they are of an older form."""
    try:
        for sql in (GRADED, ORIGINS, ROOTS):
            words.ask(sql)
    except sqlite3.OperationalError:
        return None
    return words


def first_sections(project: Project, base: str, old: Side, new: Side) -> tuple[ReviewSection, ...]:
    """What the branch changes in how the record is checked, and in the history that `vostochny prepare` writes."""
    return (
        ReviewSection(
            "Rules, totals and schemas", tuple(schema_sentences(project, base)), "Nothing in schemas/ changes."
        ),
        ReviewSection("Other files", tuple(file_sentences(project, base)), "Nothing but tables and schemas changes."),
        ReviewSection(
            "History of releases", tuple(history_sentences(old, new)), "No release and no entry of the log changes."
        ),
    )


def branch_base(project: Project, given: str) -> str:
    """The commit where this branch left `given`, or the main branch, in full; a file or folder stays what it is.

    Raises BuildError when no main branch is known and none was given.
    """
    if given and not has_revision(project.root, given):
        return given
    known = list(filter(None, (branch_commit(project, name) for name in ([given] if given else MAIN_BRANCHES))))
    if not known:
        raise BuildError(
            "There is no main branch here to compare with; name one, as in `vostochny review origin/main`."
        )
    found = git(project.root, "merge-base", "HEAD", known[0])
    text = found.stdout.decode("utf-8").strip() if found and found.returncode == 0 else ""
    return text or known[0]


def branch_commit(project: Project, name: str) -> str:
    """The commit of a branch of the remote, else of one here, else of what git takes the name for; empty for none.

    Git itself would prefer a tag, or a contributor's branch that is called origin/main here.
    """
    names = (f"refs/remotes/{name}", f"refs/heads/{name}", name)
    return next(filter(None, (commit_of(project.root, one) for one in names)), "")


def all_sections(made: Report, old: Wording, new: Wording, base: Wording) -> tuple[ReviewSection, ...]:
    """New sources, conflicts, and changes of confidence; `base` is the old side with the views that it has itself."""
    # What is short and weighs most comes first, so that no long list is in front of it.
    return (
        ReviewSection("Rows taken out", (*rows_taken_out(made), *merged_rows(made)), "No row is taken out."),
        ReviewSection(
            "Confidence", (*grades(base, new), *origins(base, new)), "No grade and no number of origins changes."
        ),
        ReviewSection("Conflicts", tuple(conflicts(made, old, new)), "It creates no conflict and ends none."),
        ReviewSection("Independence of sources", tuple(roots(base, new)), "No source gains or loses its independence."),
        ReviewSection("New sources", tuple(new_sources(made, new)), "No new source."),
        ReviewSection("Exceptions from rules", tuple(exempted(made)), "No row changes that a rule excepts."),
        ReviewSection(
            "Cells and the words of their sources", tuple(beside_cells(made, new)), "No cell that words carry changes."
        ),
    )


def rows_taken_out(made: Report) -> Iterator[str]:
    """Each row that is gone, with or without a redirect; one month less of a series shows nowhere else."""
    for item in made.texts:
        change = item.change
        if change.kind == REMOVED:
            yield f"data/{change.table}.csv: {change.key.replace('|', ' · ')} is taken out, and nothing replaces it."
        elif change.kind == RETIRED:
            yield f"data/{change.table}.csv: {change.key} is retired. {item.sentence}"


def new_sources(made: Report, new: Wording) -> Iterator[str]:
    """Each new document: what it is, whether it is independent, and which records rest on it."""
    roots = {row["source_id"]: row["root_source_id"] for row in new.ask("select * from source_roots")}
    used: dict[str, set[str]] = {}
    for row in new.ask("select source_id, record_id from record_sources"):
        used.setdefault(row["source_id"], set()).add(row["record_id"])
    for change in made.difference.of("sources"):
        if change.kind == ADDED and change.after:
            row, root = change.after, roots.get(change.key, change.key)
            witness = (
                "An independent origin."
                if root == change.key
                else f"Goes back to {new.title(root)} ({root}): not an independent origin."
            )
            records = sorted(used.get(change.key, ()))
            shown = ", ".join(records[:5]) + (f" and {len(records) - 5} more" if len(records) > 5 else "")
            address = "" if row.get("url") else " It has no address."
            yield (
                f"{row.get('publisher')}: {row.get('title')} ({change.key}), {row.get('published_on') or 'undated'}. "
                f"{witness} Records that rest on it: {shown or 'no record'}.{address}"
            )


def roots(base: Wording, new: Wording) -> Iterator[str]:
    """Each source on both sides that goes back to another document than before, so that it counts or no longer does."""
    before = {row["source_id"]: row["roots"] for row in base.ask(ROOTS)}
    for row in new.ask(ROOTS):
        source, root = row["source_id"], row["roots"]
        if source in before and before[source] != root:
            was, now = ("itself, an independent origin" if one == source else one for one in (before[source], root))
            yield f"{new.title(source)} ({source}) went back to {was}; now it goes back to {now}."


def conflicts(made: Report, old: Wording, new: Wording) -> Iterator[str]:
    """Conflicts declared, rewritten or withdrawn, and contradictions that the rows now hold, declared or not."""
    yield from (item.sentence for item in made.texts if is_rewritten(item.change))
    for change in made.difference.of("conflicts"):
        row = change.after or change.before or {}
        if change.kind in {ADDED, REMOVED, RETIRED}:
            word, sides = (
                "Declares" if change.kind == ADDED else "Withdraws",
                f"{row['record_id']} and {row['rival_record_id']}",
            )
            yield f"{word} {change.key} between {sides}: {row['question']} {row['handling']}"
    for row in new.ask("select * from rival_values"):
        if rival_key(row) not in {rival_key(other) for other in old.ask("select * from rival_values")}:
            declared = (
                f"Declared in {row['conflict_id']}." if row["conflict_id"] else "Not declared in data/conflicts.csv."
            )
            yield (
                f"{new.title(row['record_id'])} ({row['record_id']}), {row['field']}: {row['value']} according to "
                f"{row['source_id']}, {row['rival_value']} according to {row['rival_source_id']}. {declared}"
            )


def is_rewritten(change: Change) -> bool:
    """Whether a conflict stays and says something else."""
    return change.table == "conflicts" and change.kind == CHANGED


def rival_key(row: Row) -> tuple[str, ...]:
    """What makes a contradiction the same on both sides."""
    return tuple(str(row[name]) for name in ("record_id", "rival_record_id", "field", "value", "rival_value"))


def grades(old: Wording, new: Wording) -> Iterator[str]:
    """Calls whose grade, recorded or computed, or whose number of independent origins changed."""
    before = {row["call_id"]: row for row in old.ask(GRADED)}
    after = {row["call_id"]: row for row in new.ask(GRADED)}
    for call in sorted(before.keys() | after.keys()):
        one, other = before.get(call), after.get(call)
        title = f"{(new if other else old).title(call)} ({call})"
        if other is None:
            yield f"{title} is gone; it was {(one or {})['confidence']}."
        elif one is None:
            grade = f"{other['confidence']}, by the rule {other['confidence_by_rule']}"
            yield f"{title} is new: {grade}. {other['reasons']}"
        else:
            moved = [
                f"{words} {one[column]} before, now {other[column]}"
                for column, words in (
                    ("confidence", "recorded as"),
                    ("confidence_by_rule", "by the rule"),
                    ("independent_origins", "independent origins:"),
                )
                if one[column] != other[column]
            ]
            if moved:
                yield f"{title}: {'; '.join(moved)}. {other['reasons']}"


def origins(old: Wording, new: Wording) -> Iterator[str]:
    """Counts, estimates and deliveries on record before that rest on more or fewer origins now."""
    before = {row["record_id"]: row["origins"] for row in old.ask(ORIGINS)}
    for row in new.ask(ORIGINS):
        record, now = row["record_id"], row["origins"]
        if record in before and before[record] != now:
            yield f"{new.title(record)} ({record}) rests on {plural(now, 'origin')} now, on {before[record]} before."
