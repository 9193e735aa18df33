"""Every published figure, as its source prints it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vostochny.publish.pages.book import NO_NEIGHBOURS, Book, page
from vostochny.publish.pages.markup import anchor, prose, quantity, span, table, text

HERE = "figures.md"


def pages(book: Book) -> Iterator[tuple[str, str]]:
    """One page, grouped by how the oil or the figure flows."""
    described = book.dataset.tables["volume_estimates"]
    blocks = [
        "Amounts that others have published, side by side, the latest period first. Nothing here is computed by this "
        "record. A figure marked as not usable is kept because it was printed; the column *Basis* says why it is not "
        "relied on.",
        book.warnings(HERE, "volume_estimates", "Before you quote or add"),
    ]
    for value, label in described.by_name["flow"].categories.items():
        found = book.rows(
            "select * from volume_estimates where flow = :flow "
            "order by period_end desc, period_start desc, estimate_id",
            flow=value,
        )
        if found:
            blocks += [f"## {text(label)} {{ #{value.replace('_', '-')} }}", estimate_table(book, found)]
    yield HERE, page("Published figures", *blocks, book.files_note("volume_estimates"), hide=NO_NEIGHBOURS)


def estimate_table(book: Book, estimates: list[dict[str, Any]]) -> str:
    """One row a figure."""
    headers = ["Period", "What", "Figure", "Estimated by", "Basis", "Source", "Usable"]
    return table(
        headers,
        [
            [
                f"{anchor(item['estimate_id'])}{span(item['period_start'], item['period_end'])}",
                prose(text(item["subject"])),
                figure(book, item),
                text(item["estimated_by"]),
                prose(basis(item)),
                book.source(HERE, item["source_id"]),
                "yes" if item["usable"] else "**no**",
            ]
            for item in estimates
        ],
    )


def figure(book: Book, item: dict[str, Any]) -> str:
    """Qualifier, range and unit in words."""
    words = quantity(item["quantity_low"], item["quantity_central"], item["quantity_high"], item["qualifier"])
    return words if words == "no figure given" else f"{words} {text(book.unit(item['unit']))}"


def basis(item: dict[str, Any]) -> str:
    """How the figure came about and what else to know."""
    return " ".join(text(part) for part in (item["basis"], item["note"]) if part)
