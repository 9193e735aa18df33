"""The audit: what the checks of this release looked at and found, how much has a source, what is missing."""

from __future__ import annotations

from vostochny.database.reading import Row
from vostochny.render.context import NO_CONTENTS, RenderContext, href, page
from vostochny.render.markup import code, day, link, number, pairs, plural, prose, table, text
from vostochny.site.pages.freshness import badge, checked_words
from vostochny.site.pages.in_the_source import located_share

HERE = "audit.md"
# Tables that say something about other records and not about the world; their reasons stand beside them.
ABOUT_RECORDS = {
    "sources",
    "source_checks",
    "citations",
    "passages",
    "conflicts",
    "corrections",
    "requests",
    "redirects",
    "releases",
}
# Columns that are the record's own: its keys, remarks and judgements, for which no source is asked.
OWN_COLUMNS = {"note", "inferred", "record_kind", "un_listed", "usable", "count_id", "call_id"}


def audit_page(context: RenderContext, report: Row) -> str:
    """The page, from the report of the checks of this very release."""
    return page(
        "Audit",
        f"What the checks of version {text(report['version'])} looked at, what they found, and what they cannot know. "
        f"The figures come from {link('the report of the build itself', '/downloads/validation.json')}, a file made "
        "where the release was made.",
        "## The verdict",
        verdict(report),
        "## How much has a source",
        "A cell has a source where its row names one, or where a document is cited for it. What is inferred is marked "
        "and explained in its row. Identifiers, remarks and judgements are the record's own and not counted.",
        coverage(context),
        "## How much leads to its place in the source",
        "Cells of the calls' sightings, counts, published figures, corrections and ceilings that are filled and not "
        "marked as inferred. One is located when data/passages.csv has words from its source from which it follows.",
        located_share(context),
        "## When it was last checked",
        f"As of {day(context.released_on)}, the day of the release. A table's day is that on which "
        "somebody went through the whole of it.",
        freshness(context),
        "## Known gaps",
        "\n".join(f"- {line}" for line in gaps(context)),
        "## The rules",
        f"Each found no row, apart from the exceptions named. {link('What each means', href(HERE, 'checks.md'))}.",
        rules(report),
        hide=NO_CONTENTS,
    )


def verdict(report: Row) -> str:
    """Right or wrong, over how much, by whose judgement."""
    found = len(report["findings"])
    looked = ", ".join(f"{number(count)} {name}" for name, count in report["constraints"].items())
    tools = ", ".join(f"{name} {version}" for name, version in report["checked_with"].items())
    return pairs(
        [
            ("Verdict", "**right**: no finding" if report["valid"] else f"**wrong**: {plural(found, 'finding')}"),
            ("Looked at", f"{number(report['rows'])} rows in {report['tables']} tables, {report['columns']} columns"),
            ("Against", f"{len(report['rules'])} rules, {len(report['totals'])} expected totals; {looked}"),
            ("Judged with", text(tools)),
            ("Content", code(report["content_sha256"][:16]) + " (beginning of the SHA-256 of tables and schemas)"),
            (
                "Time",
                "left out on purpose: the same content gives the same report. "
                f"{code('vostochny check --format json')} tells how long it takes on your machine.",
            ),
        ]
    )


def coverage(context: RenderContext) -> str:
    """For each table the filled cells that a source supports, those inferred, and those without."""
    cells = []
    for described in context.dataset.tables.values():
        if described.name in ABOUT_RECORDS:
            continue
        filled, sourced, inferred = shares(context, described.name)
        rest = filled - sourced - inferred
        cells.append(
            [
                link(described.title, href(HERE, f"tables/{described.name}.md")),
                number(filled),
                percent(sourced, filled),
                percent(inferred, filled),
                percent(rest, filled),
            ]
        )
    return table(["Table", "Cells", "With a source", "Inferred", "Without"], cells)


def shares(context: RenderContext, name: str) -> tuple[int, int, int]:
    """(filled cells, those with a source, those inferred) of one table, without the record's own columns."""
    described = context.dataset.tables[name]
    counted = [
        column for column in described.columns if column not in OWN_COLUMNS | set(described.primary_key) | {"source_id"}
    ]
    filled = sourced = inferred = 0
    for row in context.rows(f"select * from [{name}]"):
        guessed = set(str(row.get("inferred") or "").split(";"))
        has = bool(row.get("source_id")) or any(
            item["relation"] != "contradicts" for item in context.evidence.get(str(row[described.primary_key[0]]), [])
        )
        for column in counted:
            if row[column] is not None:
                filled += 1
                inferred += column in guessed
                sourced += has and column not in guessed
    return filled, sourced, inferred


def percent(part: int, whole: int) -> str:
    """A share in per cent, never rounded up to all or down to none."""
    if not whole or part in {0, whole}:
        return "100 %" if whole and part == whole else "0 %"
    return f"{min(max(100 * part / whole, 0.1), 99.9):.1f} %"


def freshness(context: RenderContext) -> str:
    """Every table with its day, and the sources by what is recorded of them."""
    cells = [
        [
            link(context.dataset.tables[name].title, href(HERE, f"tables/{name}.md")),
            prose(checked_words(context, fresh)),
        ]
        for name, fresh in context.upkeep.tables.items()
    ]
    return table(["Table", "Last gone through"], cells)


def gaps(context: RenderContext) -> list[str]:
    """What is known to be missing or open, counted."""
    never = sum(fresh.checked_on is None for fresh in context.source_freshness.values())
    counted = {
        name: context.rows(f"select count(*) as n from {where}")[0]["n"]
        for name, where in {
            "sources": "sources",
            "no address": "sources where url is null",
            "copies": "sources where url_kind = 'copy'",
            "conflicts": "conflicts",
            "dead": "source_checks where first_dead_on is not null",
            "unidentified": "port_calls where vessel_id is null",
            "open": "requests where state = 'open'",
        }.items()
    }
    left_out = sum(len(described.left_out) for described in context.dataset.tables.values())
    mark = badge(context, next(iter(context.source_freshness.values()))) if never == counted["sources"] else ""
    return [
        f"{never} of {counted['sources']} sources have no recorded check since they were first read. {mark}".rstrip(),
        f"{plural(counted['dead'], 'address')} known to be dead; {counted['no address']} sources without an address; "
        f"{counted['copies']} read in somebody else's copy.",
        f"{plural(counted['conflicts'], 'conflict')} between sources, shown with both sides: "
        f"{link('the conflicts', href(HERE, 'conflicts.md'))}.",
        f"{plural(counted['unidentified'], 'call')} by a ship that no source names.",
        f"{plural(counted['open'], 'request')} for correction or reply not yet answered.",
        f"{plural(left_out, 'kind')} of things left out on purpose, each with its reason on the page of its "
        f"{link('table', href(HERE, 'tables.md'))}.",
        f"Slips that no check can see in the tables alone: {link('what the checks miss', href(HERE, 'missed.md'))}.",
        f"Lists of authorities that were not read whole: {link('completeness', href(HERE, 'completeness.md'))}.",
    ]


def rules(report: Row) -> str:
    """Every rule, with the records that it excepts."""
    return table(
        ["Rule", "Exceptions"],
        [
            [
                prose(link(item["title"], f"{href(HERE, 'checks.md')}#{item['name']}")),
                str(len(item["exceptions"]) or "none"),
            ]
            for item in report["rules"]
        ],
    )
