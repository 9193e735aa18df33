"""The page of months and that of notified deliveries: every month once, what is known of it, and whether somebody "
"looked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.render.context import RenderContext
from vostochny.site.pages import ceiling, months, notified


@pytest.fixture(scope="module")
def context(built: Project) -> Iterator[RenderContext]:
    with opened(built.database) as connection:
        yield RenderContext(built.dataset, connection)


def row_of(content: str, name: str) -> list[str]:
    """The cells of the table row that begins with this anchor or name."""
    line = next(line for line in content.splitlines() if line.startswith("|") and name in line.split("|")[1])
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_every_month_since_the_first_reported_loading_has_one_row(context: RenderContext) -> None:
    content = dict(months.pages(context))["months.md"]
    assert months.all_months("2024-11", "2025-02") == ["2024-11", "2024-12", "2025-01", "2025-02"]
    expected = months.all_months("2024-03", str(context.dataset.package["created"])[:7])
    assert [line.split('"')[1] for line in content.splitlines() if line.startswith("| <a")] == expected


def test_a_month_without_a_call_says_whether_somebody_looked(context: RenderContext) -> None:
    content = dict(months.pages(context))["months.md"]
    august = row_of(content, "August 2024")
    assert august[1] == "none documented"
    assert "43 by Open Source Centre" in august[2]
    assert "no report" in august[4]
    assert "search-003" in august[5]
    assert "found in part (29 November 2026)" in august[5]


def test_a_month_that_no_search_covers_says_that_nobody_looked(context: RenderContext) -> None:
    assert months.looked(context, "2023-12") == "nobody looked"
    assert "nobody looked" not in months.looked(context, "2026-11")


def test_the_calls_of_a_month_are_those_of_the_record(context: RenderContext) -> None:
    march = months.calls(context, "2024-03")
    rows = context.rows("select call_id from calls where port_id = 'RUVYP' and substr(date_earliest, 1, 7) = '2024-03'")
    assert march.count("(calls/") == len(rows)
    assert all(f"(calls/{row['call_id']}.md)" in march for row in rows)


def test_every_report_for_a_single_month_is_on_the_page_once_with_its_source(context: RenderContext) -> None:
    content = dict(notified.pages(context))["notified.md"]
    rows = context.rows(
        "select delivery_id from notified_deliveries where status <> 'not_reported' "
        "and substr(period_start, 1, 7) = substr(period_end, 1, 7)"
    )
    assert len(rows) > 50
    assert all(content.count(f'id="{row["delivery_id"]}"') == 1 for row in rows)
    assert "15,279 barrels ([The Korea Herald, 2024](sources/korea-herald-2024-12.md))" in content


def test_a_figure_that_a_correction_withdraws_says_so(context: RenderContext) -> None:
    content = dict(notified.pages(context))["notified.md"]
    withdrawn = content.partition('id="delivery-144"')[2].partition(";")[0]
    assert "not taken as printed" in withdrawn


def test_the_ceiling_in_force_is_named_with_its_paragraph(context: RenderContext) -> None:
    content = dict(ceiling.pages(context))["ceiling.md"]
    assert "**500,000 barrels of refined petroleum products a year, from all suppliers together**" in content
    assert "paragraph 5 of UNSCR 2397 (2017)" in content
    assert all(f'id="{row["cap_id"]}"' in content for row in context.rows("select cap_id from supply_caps"))
