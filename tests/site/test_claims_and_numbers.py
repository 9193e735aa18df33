"""Claims are set against like, one observer is called one, numbers are said, and companies lead to their pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.render.context import RenderContext
from vostochny.site.pages.claims import pages
from vostochny.site.pages.completeness import un_numbers
from vostochny.site.pages.registry import generated_pages
from vostochny.site.pages.vessel_tables import particular_table


@pytest.fixture(scope="module")
def context(built: Project) -> Iterator[RenderContext]:
    with opened(built.database) as connection:
        yield RenderContext(built.dataset, connection)


@pytest.fixture(scope="module")
def lines(context: RenderContext) -> list[str]:
    ((_path, content),) = pages(context)
    return content.splitlines()


@pytest.fixture(scope="module")
def generated(context: RenderContext) -> dict[str, str]:
    return dict(generated_pages(context))


def line(lines: list[str], record: str) -> str:
    return next(item for item in lines if f"counts/{record}.md" in item)


@pytest.mark.parametrize(
    ("record", "where"),
    [
        ("count-005", "un_listing = 'listed' and date_latest between '2024-03-07' and '2024-11-05'"),
        ("count-004", "date_latest between '2024-03-07' and '2024-11-05'"),
    ],
)
def test_calls_of_a_kind_are_beside_documented_calls_of_that_kind(
    context: RenderContext, lines: list[str], record: str, where: str
) -> None:
    (row,) = context.rows(f"select count(*) as number from calls where port_id = 'RUVYP' and {where}")
    assert f"{row['number']} call" in line(lines, record)
    assert "documented in part" in line(lines, record)
    # What the source words otherwise is not called counted: more than half of the journeys, read as at least 22.
    assert ("the rest is counted only" in line(lines, record)) is (record == "count-004")
    assert ("(read here so)" in line(lines, record)) is (record == "count-005")
    if record == "count-005":
        assert "calls by ships on the UN list are documented one by one" in line(lines, record)
        assert "12 calls" not in line(lines, record)


def test_a_claim_read_in_a_document_that_repeats_another_says_who_tells_of_it(lines: list[str]) -> None:
    assert "as CertainRisk reports" in line(lines, "count-010")
    assert "reports" not in line(lines, "count-003")


def test_ships_on_the_list_are_beside_ships_on_the_list(context: RenderContext, lines: list[str]) -> None:
    (row,) = context.rows(
        "select count(distinct vessel_id) as number from calls where port_id = 'RUVYP' and un_listing = 'listed' "
        "and date_latest between '2024-03-07' and '2024-03-26'"
    )
    assert f"{row['number']} identified ships on the UN list" in line(lines, "count-036")


def test_a_count_is_not_borne_out_by_the_sightings_of_the_same_observer(lines: list[str]) -> None:
    assert "as many calls are documented (by the same observer)" in line(lines, "count-001")


def test_how_many_ships_of_the_list_have_a_number_is_said(context: RenderContext) -> None:
    (row,) = context.rows("select count(imo_number) as number from vessels where un_listed = 1")
    assert un_numbers(context).startswith(f"{row['number']} of the 59 ships on the UN list have an IMO number here.")


def test_a_company_among_a_ships_particulars_leads_to_its_page(context: RenderContext) -> None:
    told = particular_table(context, "vessels/yu-son.md", "yu-son")
    companies = [line for line in told.splitlines() if "Myohyang Shipping Co" in line]
    assert len(companies) >= 3
    assert all("](../organisations/myohyang-shipping.md)" in line for line in companies)
    assert "organisations/" not in next(line for line in told.splitlines() if "IMO number" in line)


@pytest.mark.parametrize(
    ("path", "said", "unsaid"),
    [
        ("counts/count-005.md", "is read here as at least 22", "counted at least 22"),
        ("counts/count-004.md", "at least 13 <small>inferred", "as BBC News, 2024 has it"),
        ("counts/count-004.md", "as BBC News reported in 2024", "is read here as"),
        ("counts/count-036.md", "Of the tankers that RUSI saw, CSIS gives 3", "saw counted"),
        ("estimates/estimate-005.md", "gives no such number", "as printed"),
        ("estimates/estimate-119.md", "no total given: quote the statement, not a number", "not to be used"),
        ("estimates/estimate-002.md", "as printed; nothing here is computed", "read here so"),
    ],
)
def test_what_is_inferred_is_not_called_counted_or_printed(
    generated: dict[str, str], path: str, said: str, unsaid: str
) -> None:
    content = generated[path]
    assert said in content
    assert unsaid not in content
