"""Conditions on the record itself: terms, sources, numbers of rows, requests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from vostochny.model.conditions import read_terms
from vostochny.model.site_url import contact_address, is_public, repository_address
from vostochny.model.wording import day, number, plural
from vostochny.release.gate.gate_context import Context

DAYS_TO_ANSWER = 14
# A headline that moves by less is within what a few new sightings do.
SHARE_OF_MOVE = 0.05
# Tables whose rows each rest on documents, beside those with a column that names one.
RESTING_ON_DOCUMENTS = ("vessels", "port_calls")


def no_licence(context: Context) -> Iterator[str]:
    """Tables and sources without terms."""
    known = {item["name"] for item in context.dataset.package["licenses"]}
    for table in context.dataset.published.values():
        if table.licence not in known:
            yield f"The table {table.name} is under {table.licence or 'no licence'}, which the package does not have."
    for row in context.ask("select source_id from sources where trim(coalesce(licence, '')) = '' order by 1"):
        yield f"The source {row['source_id']} states no terms."


def terms_forbid(context: Context) -> Iterator[str]:
    """Sources whose terms forbid passing on, or that schemas/terms.yaml does not have."""
    verdicts = read_terms(context.dataset.schemas)
    for row in context.ask("select source_id, licence from sources where trim(coalesce(licence, '')) <> '' order by 1"):
        verdict = verdicts.get(row["licence"])
        if verdict is None:
            yield f"The terms of {row['source_id']} are not judged: “{row['licence']}”."
        elif verdict == "forbidden":
            yield f"The terms of {row['source_id']} forbid passing on its facts: “{row['licence']}”."


def no_provenance(context: Context) -> Iterator[str]:
    """Records that lead to no document."""
    for table in context.dataset.tables.values():
        key = " || '|' || ".join(f"[{name}]" for name in table.primary_key)
        source = table.by_name.get("source_id")
        if table.name in RESTING_ON_DOCUMENTS:
            missing = f"[{table.primary_key[0]}] not in (select record_id from record_sources)"
        elif source and source.required and table.name != "sources":
            missing = "source_id is null or source_id not in (select source_id from sources)"
        else:
            continue
        for row in context.ask(f"select {key} as record from [{table.name}] where {missing} order by 1"):
            yield f"{row['record']} of {table.name} leads to no document."


def named_without_position(context: Context) -> Iterator[str]:
    """Organisations, persons and states that the record names and does not let speak."""
    missing = (
        "select name, organisation_id from organisations where organisation_id not in (select organisation_id "
        "from positions where kind <> 'no_statement_found' or searched_on is not null) order by 1"
    )
    for row in context.ask(missing):
        yield f"{row['name']} ({row['organisation_id']}) is named without a position, and nobody looked for one."


def no_contact(_context: Context) -> Iterator[str]:
    """A publication for others without a way to reach its keeper."""
    if is_public():
        if "@" not in contact_address():
            yield f"CONTACT is {contact_address() or 'not set'}, and should be a mail address."
        if not urlsplit(repository_address()).hostname:
            yield f"REPOSITORY_URL is {repository_address() or 'not set'}, and should be an address."


def floor_broken(context: Context) -> Iterator[str]:
    """Tables outside their floor and ceiling, and totals that are not met."""
    for table in context.dataset.published.values():
        count = context.ask(f"select count(*) as n from [{table.name}]")[0]["n"]
        if not table.rows_min <= count <= table.rows_max:
            yield f"{table.name} has {plural(count, 'row')}; it should have {table.rows_min:,} to {table.rows_max:,}."
    for total in context.dataset.totals:
        count = context.ask(f"select count(*) as n from {total['table']} where {total['where']}")[0]["n"]
        if not total["minimum"] <= count <= total["maximum"]:
            yield f"{total['title']}: {count}, and not {total['minimum']} to {total['maximum']}. {total['reason']}"


def formula(context: Context) -> Iterator[str]:
    """Text that a spreadsheet would run when it opens the CSV file, in which no cell is altered."""
    for table in context.dataset.published.values():
        key = " || '|' || ".join(f"[{name}]" for name in table.primary_key)
        for field in table.fields:
            if field.type == "string":
                begins = f"substr([{field.name}], 1, 1) in ('=', '+', '-', '@', char(9), char(13))"
                for row in context.ask(f"select {key} as record from [{table.name}] where {begins} order by 1"):
                    yield f"{row['record']} of {table.name} begins so in the column {field.name}."


def request_overdue(context: Context) -> Iterator[str]:
    """Requests that had waited too long by the day of the release."""
    released_on = context.release.get("released_on", "")
    if not released_on:
        return
    for row in context.ask("select * from requests where state = 'open' order by received_on, request_id"):
        waited = (date.fromisoformat(released_on) - date.fromisoformat(row["received_on"])).days
        if waited > DAYS_TO_ANSWER:
            yield f"{row['request_id']}, received on {day(row['received_on'])}, has waited {waited} days."


def headline_moved(context: Context) -> Iterator[str]:
    """A headline that is far from that of the last release."""
    then = context.now.rows("releases").get(context.last, {}).get("barrels_central", "")
    found = context.ask(
        "select barrels_central from volume_totals where count_id = (select count_id from headline_series)"
    )
    if then and found:
        before, after = float(then), float(found[0]["barrels_central"])
        if abs(after - before) > SHARE_OF_MOVE * before:
            yield f"The counted series: {number(before)} barrels in {context.last}, now {number(after)}."
