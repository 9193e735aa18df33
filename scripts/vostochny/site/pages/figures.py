"""Every published figure as its source prints it, and one page a figure with the model's interval beside it."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.database.reading import Row
from vostochny.model import wording
from vostochny.render.context import PLAIN, RenderContext, own_page, page
from vostochny.render.inert_text import in_markdown
from vostochny.render.markup import anchor, number, plural, prose, quantity, span, table, text
from vostochny.render.record_page import (
    Fact,
    actions,
    chip,
    linked_text,
    record_card,
    record_page,
    to_record,
    to_source,
)
from vostochny.site.pages.evidence import conflicts, contradicted, corrections, documents, in_passing
from vostochny.site.pages.in_the_source import folded_passages

INDEX = "figures.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index, grouped by how the oil or the figure flows, and a page for every figure."""
    described = context.dataset.tables["volume_estimates"]
    blocks = [
        "Amounts that others have published, the latest period first; where a source gives no such number, it says "
        "*read here so*. A figure marked *do not use* is kept because it was published; its page says why it is not "
        "relied on. The number after a source is how many documents say so at first hand.",
    ]
    everything = context.rows("select * from volume_estimates order by period_end desc, period_start desc, estimate_id")
    for value, label in described.by_name["flow"].categories.items():
        found = [row for row in everything if row["flow"] == value]
        if found:
            blocks += [f"## {text(label)} {{ #{value.replace('_', '-')} }}", estimate_table(context, INDEX, found)]
    blocks.append(context.warnings(INDEX, "volume_estimates", "Before you quote or add"))
    yield INDEX, page("Published figures", *blocks, context.files_note("volume_estimates"), hide=PLAIN)
    for row in everything:
        yield own_page("volume_estimates", row["estimate_id"]), estimate_page(context, row)


def estimate_table(context: RenderContext, here: str, estimates: list[Row]) -> str:
    """One row a figure."""
    headers = ["Figure", "What", "Period", "Estimated by", "Basis", "Source"]
    return table(
        headers,
        [
            [
                (anchor(item["estimate_id"]) if here == INDEX else "")
                + context.record(here, item["estimate_id"], figure(context, item))
                + (" (read here so)" if read_here(item) else "")
                + ("" if item["usable"] else ' <span class="badge un">do not use</span>'),
                prose(text(item["subject"])),
                span(item["period_start"], item["period_end"]),
                text(item["estimated_by"]),
                prose(text(item["basis"])),
                f"{context.source(here, item['source_id'])} ({context.origins(item['estimate_id'])})",
            ]
            for item in estimates
        ],
    )


def figure(context: RenderContext, item: Row) -> str:
    """Qualifier, range and unit in words, not yet escaped."""
    words = quantity(item["quantity_low"], item["quantity_central"], item["quantity_high"], item["qualifier"])
    return words if words == "no figure given" else f"{words} {context.unit(item['unit'])}"


def read_here(item: Row) -> bool:
    """Whether a number of the figure is inferred here and not what the source prints."""
    ends = {"quantity_low", "quantity_central", "quantity_high"}
    return not ends.isdisjoint(str(item["inferred"] or "").split(";"))


def not_usable(item: Row) -> str:
    """Why a figure must not be quoted as a number; empty where it may."""
    if item["usable"]:
        return ""
    if read_here(item):
        return chip("no total given: quote the statement, not a number", "listed")
    return chip("not to be used: kept because it was printed", "listed")


def origin(context: RenderContext, item: Row) -> str:
    """The figure once more, with whether the source prints it; as HTML."""
    made = "read here from the words of the source, which gives no such number" if read_here(item) else "as printed"
    unchanged = "" if read_here(item) else "; nothing here is computed"
    return f'<p class="amount"><b>{in_markdown(figure(context, item))}</b> {made}{unchanged}</p>'


def estimate_page(context: RenderContext, item: Row) -> str:
    """One figure: who says it, of what, on which basis, and where the model puts the same calls."""
    name = item["estimate_id"]
    here = own_page("volume_estimates", name)
    words = figure(context, item)
    days = wording.span(item["period_start"], item["period_end"])
    words = f"read here as {words}" if read_here(item) else words
    title = f"{words[:1].upper()}{words[1:]}: {item['estimated_by']}, {days}"
    return record_page(
        context,
        ("volume_estimates", name),
        title,
        card(context, here, item),
        backtest(context, name),
        conflicts(context, here, [name]),
        corrections(context, here, name),
        documents(context, here, name),
        folded_passages(context, here, [name]),
        above=["All published figures"],
    )


def card(context: RenderContext, here: str, item: Row) -> str:
    """The header: who puts what at how much, whether to use it, and who contradicts it."""
    name = item["estimate_id"]
    days = wording.span(item["period_start"], item["period_end"])
    guessed = context.inferred("volume_estimates", item["inferred"])
    share = f"{number(item['load_share'] * 100)} per cent" if item["load_share"] else ""
    return record_card(
        chips=[not_usable(item), chip(f"{plural(context.origins(name), 'document')} at first hand")],
        standing=in_markdown(
            f"{item['estimated_by']}: {figure(context, item)}{', in our reading' if read_here(item) else ''}. What it "
            f"is: {item['subject'].rstrip('.')}, {days}, as {in_passing(context, item['source_id'])}."
        ),
        more=[
            f"<b>Who contradicts it?</b> {contradicted(context, here, [name])}",
            f"<b>Inferred here:</b> {guessed or 'nothing'}. {linked_text(context, here, item['note'])}",
        ],
        facts=[
            Fact("Figure", in_markdown(figure(context, item))),
            Fact("Period", in_markdown(days)),
            Fact("Flow", in_markdown(context.label("volume_estimates", "flow", item["flow"]))),
            Fact("Estimated by", in_markdown(item["estimated_by"])),
            Fact("Basis", in_markdown(item["basis"])),
            Fact("Load share assumed", share),
            Fact("Deliveries behind it", number(item["deliveries"])),
            Fact("Count behind it", to_record(context, here, item["count_id"], context.name(item["count_id"] or ""))),
            Fact("Ship", to_record(context, here, item["vessel_id"], context.title(item["vessel_id"]))),
            Fact("Port", to_record(context, here, item["port_id"], context.title(item["port_id"]))),
            Fact("Source", to_source(context, here, item["source_id"])),
            Fact("Identifier", f"<code>{in_markdown(name)}</code>"),
        ],
        side=[
            origin(context, item),
            actions(name, "figure", "volume_estimates"),
        ],
    )


def backtest(context: RenderContext, name: str) -> str:
    """Where the figure lies against the model, or why the two are not compared."""
    for row in context.rows("select * from volume_backtest where estimate_id = :id", id=name):
        verdict = text(context.label("volume_backtest", "verdict", row["verdict"]))
        interval = ""
        if row["model_barrels_low"] is not None:
            ends = f"{number(row['model_barrels_low'])} to {number(row['model_barrels_high'])} barrels"
            middle = number(row["model_barrels_central"])
            interval = f" The model gives {ends} in nine simulations of ten, {middle} in the middle."
        return (
            f"## Against the model {{ data-search-exclude }}\n\n**{verdict}.**{interval} {text(row['reason'])} A "
            "verdict says where a printed figure lies, not who is right: see [the model](../model.md)."
        )
    return ""
