"""`vostochny add` for organisations: identifiers made of what the row says, references found by any name."""

from __future__ import annotations

from tests.contribute.conftest import Command, bytes_of, new_lines

from vostochny.model.project import Project


def options(*values: str) -> list[str]:
    return [part for value in values for part in ("--set", value)]


def test_a_listing_without_a_day_says_so_in_its_identifier(ledger: Command, spoilable: Project) -> None:
    # The record says that this bank was searched for in that list and not found, which goes out before it is found.
    checks = spoilable.csv_path("listing_checks")
    searched = checks.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in searched if not line.startswith("tsmrbank,CA,")]
    assert len(kept) < len(searched)
    checks.write_text("".join(kept), encoding="utf-8")
    before = bytes_of(spoilable)
    run = ledger(
        "add", "listing",
        *options(
            "organisation_id=CMRBank", "name_as_listed=CMRBank", "authority=CA",
            "programme_id=ca-sema-russia", "seen_in_list_of=2025-06-08", "subject=not_stated",
            "source_id=canada-sema-list-2025-06",
        ),
    )  # fmt: skip
    assert run.exit_code == 0, run.output
    assert new_lines(spoilable, before)["organisation_designations.csv"] == [
        "ca-undated-tsmrbank,tsmrbank,CMRBank,CA,ca-sema-russia,,,2025-06-08,,not_stated,,canada-sema-list-2025-06,,"
    ]


def test_an_organisation_and_its_position_come_together_or_not_at_all(ledger: Command, spoilable: Project) -> None:
    new = (
        "name=Test Trader LLC", "kind=company", "part=trade", "description=A test says that it trades.",
        "source_id=osc-2025-follow-the-money", "note=No document read names its country.",
    )  # fmt: skip
    before = bytes_of(spoilable)
    alone = ledger("add", "organisation", *options(*new))
    assert alone.exit_code == 1
    assert "organisation-has-a-position" in alone.output
    assert bytes_of(spoilable) == before
    both = ledger(
        "add", "organisation",
        *options(
            *new, "position.organisation_id=test-trader-llc", "position.about=Its part",
            "position.kind=no_statement_found",
            "position.statement=No statement was found in the documents read.", "position.searched_on=2026-11-28",
            "position.source_id=osc-2025-follow-the-money",
        ),
    )  # fmt: skip
    assert both.exit_code == 0, both.output
    added = new_lines(spoilable, before)
    assert sorted(added) == ["organisations.csv", "positions.csv"]
    assert added["positions.csv"][0].startswith("position-040,test-trader-llc,")


def test_an_organisation_without_a_country_needs_a_note_on_it(ledger: Command, spoilable: Project) -> None:
    before = bytes_of(spoilable)
    run = ledger(
        "add", "organisation",
        *options(
            "name=Test Trader LLC", "kind=company", "part=trade", "description=A test says that it trades.",
            "source_id=osc-2025-follow-the-money",
        ),
    )  # fmt: skip
    assert run.exit_code == 1
    assert "country_iso2: [organisation-fits-its-kind]" in run.output
    assert "say in the note that no document read names it" in run.output
    assert bytes_of(spoilable) == before
