"""`vostochny stale` lists what should have been checked again by a day, and nothing else."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date

from vostochny.model.project import Project
from vostochny.upkeep.freshness import overdue

HEADER = (
    "source_id,address_checked_on,result,http_status,moved_to,first_dead_on,archived_url,content_read_on,"
    "content_sha256,content_verdict,hindrance,note"
)


def with_checks(project: Project, *rows: str) -> None:
    project.csv_path("source_checks").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")


def test_a_checked_source_leaves_the_list_until_it_is_due_again(spoilable: Project) -> None:
    with_checks(spoilable, "ft-2024-03-26,2026-12-01,alive,200,,,,,,,,")
    due = [line for line in overdue(spoilable, date(2026, 12, 2)) if "source ft-2024-03-26:" in line]
    later = [line for line in overdue(spoilable, date(2027, 12, 2)) if "source ft-2024-03-26:" in line]
    assert due == []
    assert later == ["source ft-2024-03-26: checked on 2026-12-01, every 365 days; overdue by 1 day"]


def test_a_source_without_a_recorded_check_is_listed(spoilable: Project) -> None:
    with_checks(spoilable)
    lines = overdue(spoilable, date(2026, 11, 24))
    assert "source ft-2024-03-26: never recorded as checked; should be every 365 days" in lines
    assert not any(line.startswith("table") for line in lines)


def test_a_table_is_listed_the_day_after_its_days_are_over(spoilable: Project) -> None:
    with_checks(spoilable)
    at = {day: overdue(spoilable, date(2026, 12, day)) for day in (24, 25)}
    assert not any("table vessel_sanctions" in line for line in at[24])
    assert any("table vessel_sanctions" in line for line in at[25])


def test_the_command_ends_with_code_one_when_something_is_stale(
    spoilable: Project, vostochny: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    run = vostochny("--project", str(spoilable.root), "stale", "--on", "2026-12-25")
    assert run.returncode == 1
    assert "table vessel_sanctions: checked on 2026-11-24" in run.stdout
    assert run.stdout.rstrip().endswith("tables, sources and searches are stale on 2026-12-25.")
    assert vostochny("stale", "--on", "yesterday").returncode == 2


def test_a_search_is_due_again_by_what_came_of_it_until_a_later_one_repeats_it(spoilable: Project) -> None:
    def due(day: date) -> list[str]:
        return [line.partition(":")[0] for line in overdue(spoilable, day) if line.startswith("search ")]

    assert due(date(2027, 1, 27)) == []
    assert "search search-001" in due(date(2027, 1, 28))
    assert "search search-015" not in due(date(2027, 1, 28))
    path = spoilable.csv_path("searches")
    text = path.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.startswith("search-001,"))
    again = first.replace("search-001,", "search-900,").replace("2026-11-28", "2027-01-20") + "search-001"
    path.write_text(text + again + "\n", encoding="utf-8")
    assert not {"search search-001", "search search-900"} & set(due(date(2027, 1, 28)))
