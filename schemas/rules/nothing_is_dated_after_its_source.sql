-- title: Nothing is dated after the source that reports it
-- description: >-
--   What a source reports has happened by the time it was published; what it announces for later is excepted by name. A source that
--   supports a sighting, a count, an estimate or an amount was published after its period began.
-- expected: a day not later than the publication of its source.
-- remedy: One of the two dates is wrong; if the source announces a day to come, except the record in the rule.
-- exceptions:
--   - {record: estimate-021, reason: The source prints a plan for the days after it.}
--   - {record: estimate-030, reason: 'The source prints an outlook for the whole year, which was not over.'}
--   - {record: kr-2024-07-01-bella, reason: The press reported the designation before it took effect.}
--   - {record: kr-2024-07-01-bogatyr, reason: The press reported the designation before it took effect.}
--   - {record: kr-2024-07-01-neptun, reason: The press reported the designation before it took effect.}
--   - {record: kr-2024-07-01-patriot, reason: The press reported the designation before it took effect.}
--   - {record: kr-2024-07-01-euromarket, reason: The press reported the designation before it took effect.}
--   - {record: kr-2024-12-19-timer-bank, reason: The press reported the designation before it took effect.}
--   - {record: event-003, reason: The source announces the day from which the ban holds.}
with dated(table_name, record, field, day, source_id) as (
  select 'sightings', sighting_id, 'date_earliest', date_earliest, source_id from sightings
  union all select 'sightings', sighting_id, 'date_latest', date_latest, source_id from sightings
  union all select 'call_counts', count_id, 'period_start', period_start, source_id from call_counts
  union all select 'call_counts', count_id, 'period_end', period_end, source_id from call_counts
  union all select 'volume_estimates', estimate_id, 'period_start', period_start, source_id from volume_estimates
  union all select 'volume_estimates', estimate_id, 'period_end', period_end, source_id from volume_estimates
  union all select 'notified_deliveries', delivery_id, 'period_start', period_start, source_id from notified_deliveries
  union all select 'notified_deliveries', delivery_id, 'period_end', period_end, source_id from notified_deliveries
  union all select 'notified_deliveries', delivery_id, 'as_of', as_of, source_id from notified_deliveries
  union all select 'vessel_sanctions', designation_id, 'listed_on', listed_on, source_id from vessel_sanctions
  union all select 'vessel_sanctions', designation_id, 'delisted_on', delisted_on, source_id from vessel_sanctions
  union all
  select 'organisation_designations', designation_id, 'listed_on', listed_on, source_id from organisation_designations
  union all select 'positions', position_id, 'said_on', said_on, source_id from positions
  union all select 'supply_caps', cap_id, 'adopted_on', adopted_on, source_id from supply_caps
  union all select 'timeline', event_id, 'happened_on', happened_on, source_id from timeline
  union all
  select 'vessel_particulars', vessel_id || '|' || attribute || '|' || value || '|' || source_id, 'as_of', as_of, source_id
  from vessel_particulars
  union all
  select 'citations', k.record_id || '|' || k.field || '|' || k.source_id, 'source_id', r.day, k.source_id
  from citations k
  join (
    select sighting_id as record_id, min(date_earliest, date_latest) as day from sightings
    union all select count_id, min(period_start, period_end) from call_counts
    union all select estimate_id, min(period_start, period_end) from volume_estimates
    union all select delivery_id, min(period_start, period_end) from notified_deliveries
  ) r on r.record_id = k.record_id
  where k.relation <> 'identifies'
)
select d.table_name, d.record, d.field, d.day || ' in a source of ' || s.published_on as value
from dated d join sources s on s.source_id = d.source_id
where d.day > s.published_on || '-99'
