"""The list of all records: what each is called, which table it is in, and where its page is."""

from __future__ import annotations

from vostochny.model.schema import Dataset, Table

# Every record of the dataset in one list: what it is called, which table it is in, and where its page is.
RECORD_PAGES = {
    "vessels": "vessels",
    "organisations": "organisations",
    "ports": "ports",
    "sources": "sources",
    "port_calls": "calls",
    "call_counts": "counts",
    "volume_estimates": "estimates",
}


def listed_records(dataset: Dataset) -> str:
    """SQL for one entry a row of every table of records; of an identifier in two tables the first comes first."""
    # Ordered inside, SQLite merges the tables by their keys; ordered outside, it would sort all records.
    return f"select record_id, table_name, title, page from ({all_entries(dataset)} order by record_id, place)"


def all_entries(dataset: Dataset) -> str:
    """SQL for the same without order, each entry with the place of its table."""
    # A row about another record, such as the check of a source, is not a record itself.
    listed = [table for table in dataset.tables.values() if table.has_identifiers and table.name != "redirects"]
    return " union all ".join(entry(place, table) for place, table in enumerate(listed))


def entry(place: int, table: Table) -> str:
    """SQL for the entries of one table, the `place`-th."""
    key, folder = f"[{table.primary_key[0]}]", RECORD_PAGES.get(table.name)
    page = f"'/{folder}/' || {key} || '/'" if folder else "''"
    title = f"coalesce(nullif([{table.label}], ''), {key})"
    return (
        f"select {key} as record_id, '{table.name}' as table_name, {title} as title, {page} as page, {place} as place "
        f"from [{table.name}] where {key} is not null"
    )
