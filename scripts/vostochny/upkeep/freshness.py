"""Lists what should have been checked again: tables, searches and sources, each by its own days."""

from __future__ import annotations

from datetime import date

from vostochny.model.project import Project
from vostochny.model.upkeep_rules import Freshness, Upkeep, read_upkeep
from vostochny.upkeep.link_results import readable


def overdue(project: Project, on: date) -> list[str]:
    """One line for each thing that is stale on a day. Raises BuildError when a file cannot be read."""
    upkeep = read_upkeep(project.dataset)
    found = [(f"table {name}", fresh) for name, fresh in upkeep.tables.items()]
    found += [*sources(project, upkeep), *searches(project, upkeep)]
    return [f"{name}: {fresh.words(on)}" for name, fresh in found if fresh.stale(on)]


def sources(project: Project, upkeep: Upkeep) -> list[tuple[str, Freshness]]:
    """Every source with its freshness, by identifier."""
    checks = {row["source_id"]: row for row in rows(project, "source_checks")}
    return [
        (
            f"source {row['source_id']}",
            upkeep.source(
                row["kind"],
                *(checks.get(row["source_id"], {}).get(name) for name in ("address_checked_on", "content_read_on")),
            ),
        )
        for row in rows(project, "sources")
    ]


def searches(project: Project, upkeep: Upkeep) -> list[tuple[str, Freshness]]:
    """Every search that no later one repeats, by identifier."""
    made = rows(project, "searches")
    repeated = {row["repeats_search_id"] for row in made}
    return [
        (f"search {row['search_id']}", upkeep.search(row["outcome"], row["searched_on"]))
        for row in made
        if row["search_id"] not in repeated
    ]


def rows(project: Project, name: str) -> list[dict[str, str]]:
    """The rows of one table by the names of its columns."""
    raw = readable(project, name)
    return raw.records()
