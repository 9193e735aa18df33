"""The facts that hand-written pages may state, each asked of the database; no figure is typed into a page."""

from __future__ import annotations

import re

from vostochny.charts.ceiling import rail_before
from vostochny.database.model_results import NOTIFIED
from vostochny.database.reading import Row, named
from vostochny.model.port import PORT
from vostochny.render.context import RenderContext
from vostochny.render.markup import span
from vostochny.site.front_page import disputes, headline, other_counts, repeated, ships_at_port, study_read
from vostochny.site.model_facts import model


def all_facts(context: RenderContext) -> Row:
    """Every group of facts under the name by which a page asks for it."""
    counted = series(context)
    return {
        "calls": calls(context),
        "series": counted,
        "floor": floor(context, counted["count_id"]),
        "listed_series": listed_series(context, counted),
        "estimates": estimates(context),
        "wider": wider_estimates(context),
        "cap": cap(context),
        "sources": sources(context),
        "vessels": vessels(context),
        "counts": counts(context),
        "load": load_share(context),
        "factors": factors(context),
        "panel": panel(context),
        "events": {row["event_id"]: row for row in context.rows("select * from timeline")},
        "examples": examples(context),
        "grades": context.dataset.tables["port_calls"].by_name["confidence"].categories,
        "tables": list(context.dataset.published.values()),
        "rules": context.dataset.rules,
        "totals": context.dataset.totals,
        "package": package(context),
        "headline": headline(context, counted, cap(context)),
        "ships": ships_at_port(context, counted),
        "disputes": disputes(context),
        "repeated": repeated(context, counted),
        "study_part": study_read(context, counted),
        "other_counts": other_counts(context, counted),
        "un_measures": context.rows(
            "select measures, count(*) as number from vessel_sanctions where authority = 'UN' group by 1 "
            "order by 2 desc"
        ),
        "methods": methods(context),
        "position": context.rows("select * from cap_position where year = 2024")[0],
        "notified": notified(context, "2024"),
        "rail_by": rail(context, "2024")["estimated_by"],
        "rail_through": rail(context, "2024")["through"],
        "rail_before": rail_before(context, "2024"),
        "model": model(context),
    }


def calls(context: RenderContext) -> Row:
    """Calls at Vostochny documented one by one: how many, when, how sure, by listed ships."""
    found = context.rows(
        "select count(*) as number, min(date_earliest) as first, max(date_latest) as last, "
        "count(vessel_id) as identified, count(distinct vessel_id) as ships, "
        "coalesce(sum(un_listed), 0) as listed, "
        "count(distinct case when un_listed = 1 then vessel_id end) as listed_ships, "
        "count(case when vessel_id is not null and imo_number is null then 1 end) as by_name_only "
        "from calls where port_id = :port",
        port=PORT,
    )[0]
    grades = context.rows(
        "select confidence, count(*) as number from calls where port_id = :port group by confidence", port=PORT
    )
    found["observers"] = context.rows(
        "select count(distinct independent_group) as number from call_evidence join port_calls using (call_id) "
        "join observers using (observer) where port_id = :port "
        "and coalesce(not_weighed_because, '') <> 'joined to the call by inference only'",
        port=PORT,
    )[0]["number"]
    found["grades"] = {row["confidence"]: row["number"] for row in grades}
    found["unidentified"] = found["number"] - found["identified"]
    return found


def series(context: RenderContext) -> Row:
    """The counted series in which most of the documented calls fall."""
    return context.rows(
        "select call_counts.*, sources.publisher from call_counts join sources using (source_id) "
        "where count_id = (select count_id from headline_series)"
    )[0]


def floor(context: RenderContext, count_id: str) -> Row:
    """The published figure that calls the count of this series a baseline, because cloud hides ships."""
    return context.rows(
        "select * from volume_estimates where count_id = :count and basis like '%cloud%' order by estimate_id limit 1",
        count=count_id,
    )[0]


def listed_series(context: RenderContext, counted: Row) -> Row:
    """How many calls of the counted series were by ships on the UN list, as the same observer has it."""
    return context.rows(
        "select * from call_counts where counted = 'calls_by_un_listed' and port_id = :port "
        "and counted_by = :observer order by count_id limit 1",
        port=PORT,
        observer=counted["counted_by"],
    )[0]


ESTIMATES = (
    "select volume_estimates.*, sources.publisher, origin.source_id as origin_id, origin.publisher as origin, "
    "coalesce(quantity_low, quantity_central, quantity_high) as amount "
    "from volume_estimates join sources using (source_id) join source_roots using (source_id) "
    "join sources as origin on origin.source_id = source_roots.root_source_id "
    "where usable and measure = 'quantity' and unit = 'barrel' "
    "and period_start like '2024%' and period_end like '2024%' "
    "and julianday(period_end) - julianday(period_start) > 180 and flow = :flow "
    "order by amount, period_end, estimate_id"
)


def estimates(context: RenderContext) -> Row:
    """Published estimates of what went by sea over most of 2024, lowest first, and who is named as maker of all."""
    found = context.rows(ESTIMATES, flow="sea")
    names = [set(re.split(r", | and ", row["estimated_by"])) for row in found]
    return {"rows": found, "lowest": found[0], "highest": found[-1], "shared": sorted(set.intersection(*names))}


def wider_estimates(context: RenderContext) -> list[Row]:
    """Published estimates for most of 2024 that do not separate sea and rail."""
    return context.rows(ESTIMATES, flow="all")


def cap(context: RenderContext) -> Row:
    """The ceiling on refined products that is in force."""
    return context.rows("select * from supply_caps where cap_id = (select cap_id from ceiling_in_force)")[0]


def sources(context: RenderContext) -> Row:
    """How many documents, how many repeat another, were read in a copy, report a sighting."""
    return context.rows(
        "select count(*) as number, count(relays_source_id) as relays, sum(url_kind = 'copy') as copies, "
        "sum(url_kind = 'site') as sites, sum(read_extent = 'whole') as whole, max(published_on) as newest, "
        "count(distinct publisher) as publishers, "
        "(select count(distinct source_id) from sightings) as of_sightings from sources"
    )[0]


def vessels(context: RenderContext) -> Row:
    """How many vessels, how many of them on the UN list, how many named at Vostochny."""
    return context.rows(
        "select count(*) as number, sum(un_listed) as un_listed, "
        "(select count(distinct vessel_id) from sightings where port_id = :port) as at_port, "
        "(select count(*) from vessel_sanctions) as designations from vessels",
        port=PORT,
    )[0]


def counts(context: RenderContext) -> dict[str, int]:
    """Rows of every table, by its name, and their sum."""
    found = {
        name: int(context.rows(f"select count(*) as n from [{name}]")[0]["n"]) for name in context.dataset.published
    }
    return {**found, "all": sum(found.values())}


def load_share(context: RenderContext) -> Row:
    """How full the tankers left, as the published series takes it."""
    return context.rows(
        "select volume_estimates.*, sources.publisher from volume_estimates join sources using (source_id) "
        "where measure = 'load_share' and port_id = :port order by estimate_id limit 1",
        port=PORT,
    )[0]


def notified(context: RenderContext, year: str) -> str:
    """Of which part of a year the barrels are that China and Russia notified, as far as the record goes."""
    query = next(item for item in context.dataset.queries if item.name == NOTIFIED)
    periods = []
    for row in named(context.connection, query, {"year": year}):
        if row["state"] in ("China", "Russia") and row["barrels_from"]:
            marks = ", ".join(f"'{name}'" for name in re.findall(r"delivery-\d+", row["barrels_from"]))
            first, last = context.rows(
                f"select min(period_start) as first, max(period_end) as last from notified_deliveries "
                f"where delivery_id in ({marks})"
            )[0].values()
            periods.append(f"{row['state']}: {span(first, last)}")
    return "; ".join(periods)


def rail(context: RenderContext, year: str) -> Row:
    """The least amount by rail that is published for a whole year; `through`: who retells it if only that was read."""
    return context.rows(
        "select volume_estimates.*, coalesce(quantity_low, quantity_central) as amount, "
        "case when root_source_id <> volume_estimates.source_id then publisher end as through from volume_estimates "
        "join sources using (source_id) join source_roots using (source_id) "
        "where flow = 'rail' and measure = 'quantity' and unit = 'barrel' and usable "
        "and period_start = :year || '-01-01' and period_end = :year || '-12-31' order by amount limit 1",
        year=year,
    )[0]


def methods(context: RenderContext) -> list[Row]:
    """In which ways the ships were seen, the most frequent first."""
    rows = context.rows("select method, count(*) as number from sightings group by method order by 2 desc")
    return [{**row, "label": context.label("sightings", "method", row["method"])} for row in rows]


def factors(context: RenderContext) -> Row:
    """The lowest and highest barrels per tonne among the factors on record."""
    return context.rows(
        "select count(*) as number, min(coalesce(low, factor)) as lowest, max(coalesce(high, factor)) as highest "
        "from conversion_factors where unit = 'barrel_per_tonne'"
    )[0]


def panel(context: RenderContext) -> Row:
    """The end of the UN Panel of Experts."""
    return context.rows(
        "select * from timeline where category = 'monitoring' and event like 'Mandate of the Panel of Experts ends%'"
    )[0]


def examples(context: RenderContext) -> Row:
    """The first call, as an example of an address and of a citation."""
    return context.rows("select * from calls where port_id = :port order by date_earliest, call_id limit 1", port=PORT)[
        0
    ]


def package(context: RenderContext) -> dict[str, str]:
    """Name and version of the dataset."""
    described = context.dataset.package
    version = str(described["version"])
    return {
        "title": described["title"],
        "description": " ".join(described["description"].split()),
        "version": version,
        "released": context.released_on,
        "summary": str(context.release.get("summary") or ""),
        "year": version.split(".", maxsplit=1)[0],
    }
