"""What typed sentences say in numbers, each part with the question whose answer it must be."""

from __future__ import annotations

from vostochny.render.tabs import FIRST_QUESTIONS

# Parts of the example of each query, and what they say, asked of its answer: the table `result`.
EXAMPLES: dict[str, list[tuple[str, str]]] = {
    "barrels_of_each_call": [
        ("it shows {} calls", "select count(*) from result"),
        (
            "of {}, the central value is {} barrels",
            "select vessel_name, cast(barrels_central as int) from result limit 1",
        ),
    ],
    "call_with_its_sightings_and_sources": [
        (
            "{} on {} or {}",
            "select vessel_name, ltrim(substr(min(s.date_earliest), 9), '0'), max(s.date_earliest) "
            "from result s join calls using (call_id) where s.relation = 'states' and s.date_earliest = s.date_latest",
        ),
    ],
    "calls_and_counts_per_month": [
        ("{} documented calls in {}", "select documented_calls, month from result where month = '2024-03'"),
        (
            "{} from June to {}",
            "select sum(documented_calls), max(month) from result where month between '2024-06' and '2024-09'",
        ),
        (
            "the series of {} calls",
            "select distinct count_low from headline_series h, result r "
            "where r.longer_series_with_the_month like '%' || h.count_low || ' (' || h.count_id || ')%'",
        ),
    ],
    "calls_between_two_days": [
        (
            "the {} calls of {}",
            "select count(*), substr(min(date_earliest), 1, 7) from result "
            "having substr(min(date_earliest), 1, 7) = substr(max(date_latest), 1, 7)",
        ),
        (
            "{} at Vostochny and {} at Chongjin",
            "select sum(port_name = 'Vostochny'), sum(port_name = 'Chongjin') from result",
        ),
    ],
    "calls_by_un_listed_vessels": [
        (
            "{} of them at Vostochny in {}",
            "select count(*), group_concat(distinct year) from result where port_id = 'RUVYP'",
        ),
    ],
    "calls_with_one_witness_only": [
        (
            "every call on record but the {} that {} observers report",
            "select count(distinct call_id), count(distinct observer) "
            "from sightings where call_id not in (select call_id from result) "
            "and coalesce(inferred, '') not like '%call_id%'",
        ),
    ],
    "designations_by_authority_and_year": [
        (
            "the {} from {} to {}",
            "select group_concat(distinct authority), cast(min(listed_year) as text), "
            "cast(max(listed_year) as text) from result",
        ),
    ],
    "everything_a_source_says": [
        ("the {} records", "select count(distinct record_id) from result"),
        ("{} sightings", "select count(distinct record_id) from result where table_name = 'sightings'"),
    ],
    "events_between_two_days": [
        ("the spring of {}", "select substr(min(day), 1, 4) from result where what like '%panel%' or kind = 'call'"),
    ],
    "first_and_last_call_per_vessel": [
        ("{} ships at Vostochny", "select count(*) from result where port_ids = 'RUVYP'"),
        ("{} documented calls by {}", "select documented_calls, vessel_name from result order by 1 desc limit 1"),
    ],
    "independent_origins_of_each_call": [
        (
            "the {} calls at Vostochny",
            "select count(*) from result join port_calls using (call_id) where port_id = 'RUVYP'",
        ),
        (
            "{} of them rest on {} independent observer",
            "select count(*), independent_observers from result where independent_observers = 1",
        ),
    ],
    "listed_before_or_after_the_call": [
        (
            "{}, listed by the UN in {} and at Vostochny on {}",
            "select vessel_name, substr(listed_on, 1, 4), date_earliest "
            "from result where vessel_id = 'an-san-1' and authority = 'UN' and port_id = 'RUVYP'",
        ),
    ],
    "notified_deliveries_per_year_against_the_cap": [
        ("it shows {} to {}", "select cast(min(year) as text), cast(max(year) as text) from result"),
        (
            "for 2023 China's {} barrels and Russia's {}",
            "select cast(max(iif(state = 'China', barrels_low, 0)) as int), "
            "cast(max(iif(state = 'Russia', barrels_low, 0)) as int) from result where year = 2023",
        ),
        (
            "make {} per cent of the ceiling of {}",
            "select cap_share_low_percent, cast(cap_barrels as int) from result "
            "where year = 2023 and state = 'China and Russia' and basis = 'added here'",
        ),
    ],
    "published_estimates_for_2024": [
        (
            "a million barrels from Vostochny by {}",
            "select substr(period_end, 1, 7) from result where quantity_low = 1000000 "
            "and flow = 'sea' and estimated_by = 'Open Source Centre' and period_end like '2024-11%' limit 1",
        ),
    ],
    "records_in_conflict": [
        (
            "on 6 or on {}",
            "select '7 March ' || substr(date_earliest, 1, 4) from result join sightings on record_id = sighting_id "
            "where question like '%6 or on 7 March%'",
        ),
    ],
    "rival_names_of_a_vessel": [
        (
            "shows {}, formerly Blue Ocean",
            "select name from result where name_kind = 'current' and vessel_id in "
            "(select vessel_id from result where name = 'Blue Ocean' and name_kind = 'former')",
        ),
    ],
    "vessel_with_its_designations": [
        ("United Nations of {}", "select listed_on from result where authority = 'UN'"),
    ],
    "what_if": [
        (
            "Centre's {} calls come to {} barrels",
            "select calls, cast(barrels as int) from result join headline_series using (count_id)",
        ),
        (
            "come to {} barrels, the model's middle",
            "select cast(barrels_central as int) from volume_totals join headline_series using (count_id)",
        ),
    ],
    "what_the_named_say": [
        ("about the {} calls", "select count_low from headline_series join result on record_id = count_id limit 1"),
    ],
    "when_the_ceiling_was_passed": [
        (
            "{} as the middle day by sea, notified and rail",
            "select day from result where basis = 'sea-notified-and-rail' "
            "and probability = 0.5 and undocumented_calls = 'even'",
        ),
        (
            "{} by sea alone",
            "select day from result where basis = 'sea' and probability = 0.5 and undocumented_calls = 'even'",
        ),
    ],
    "who_owns_or_operates_the_callers": [
        (
            "owner of {}",
            "select distinct vessel_name from result where organisation like 'Paekyangsan%' and authority = 'GB' "
            "and standing = 'listed' and role like '%owner%'",
        ),
    ],
    "who_repeats_a_source": [
        (
            "study of {}",
            "select distinct substr(s.published_on, 1, 7) from result join source_roots r using (source_id) "
            "join sources s on s.source_id = r.root_source_id",
        ),
    ],
    "with_calls_nobody_saw": [
        (
            "With {} days in {} seen, the {} counted calls would stand for {} to {}",
            "select 2, 3, cast(counted_calls as int), "
            "cast(calls_low as int), cast(calls_high as int) from result where round(days_seen, 2) = round(2 / 3.0, 2)",
        ),
    ],
}

# The same for typed sentences of pages, asked of the record.
TOTAL_NOTIFIED = (
    "total for both states is {} barrels",
    "select cast(quantity as int) from notified_deliveries where delivery_id = "
    "(select rival_record_id from conflicts where conflict_id = 'conflict-062')",
)
TYPED: dict[str, list[tuple[str, str]]] = {
    "volumes.md": [TOTAL_NOTIFIED],
    "limits.md": [
        (
            "{} and the {} share analysts, so they count as one",
            "select observer, shares_with from observers where observer = 'RUSI'",
        ),
    ],
    "index.md": [("[{} questions with their answers](questions.md)", f"select {len(FIRST_QUESTIONS)}")],
    "explained.md": [
        (
            "[{} ships at the pier without a date](sightings.md#sighting-056)",
            "select count(distinct vessel_id) from sightings "
            "where port_id = 'RUVYP' and source_id in "
            "(select source_id from sightings where sighting_id = 'sighting-056')",
        ),
        (
            "of the [{} states]",
            "select lower(substr(event, 1, instr(event, ' ') - 1)) from timeline where event_id = 'event-034'",
        ),
        (
            "{} states have since",
            "select substr(event, 1, instr(event, ' ') - 1) from timeline where event_id = 'event-034'",
        ),
    ],
    "confidence.md": [
        ("[{} of the {} tankers of", "select 'one', count_low from call_counts where count_id = 'count-001'"),
        ("so {} is *confirmed*", "select group_concat(call_id) from port_calls where confidence = 'confirmed'"),
    ],
    "model.md": [
        TOTAL_NOTIFIED,
        (
            "puts {} ships in {} below 5,000",
            "select 4, 5 from model_parameters where parameter_id = 'caller-deadweight' "
            "and distribution = 'pert' and low = 1000 and central = 3000 and high = 9000",
        ),
        (
            "gross tonnage in about {}",
            "select iif(central = 0.5, 'half', central) from model_parameters "
            "where parameter_id = 'unknown-tonnage-is-gross'",
        ),
        (
            "{} of the simulations it is a share of deadweight",
            "select iif(central = 0.5, 'half', central) from model_parameters "
            "where parameter_id = 'load-is-of-deadweight'",
        ),
        (
            "count {} each",
            "select iif(central = 0.5, 'half', central) from model_parameters "
            "where parameter_id = 'evidence-shared-weight'",
        ),
    ],
}
