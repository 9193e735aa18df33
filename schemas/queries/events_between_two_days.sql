-- title: What happened between two days
-- description: >-
--   Dated events of the story, documented calls and listings of ships that called, in one list in order of time.
-- parameters:
--   first_day: {title: 'First day, as 2024-03-01', default: '2024-03-01'}
--   last_day: {title: 'Last day, as 2024-05-31', default: '2024-05-31'}
-- example: By default it shows the spring of 2024, in which the first calls were seen and the UN panel lost its mandate.
select timeline.happened_on as day, timeline.category as kind, timeline.event as what, timeline.event_id as record_id,
  timeline.source_id
from timeline
where timeline.happened_on <= :last_day and timeline.happened_on >= substr(:first_day, 1, length(timeline.happened_on))
union all
select calls.date_earliest, 'call', calls.vessel_name || ' at ' || calls.port_name || ' (' || calls.confidence || ')',
  calls.call_id, null
from calls
where calls.date_earliest <= :last_day and calls.date_latest >= :first_day
union all
select vessel_sanctions.listed_on, 'listing', vessels.name || ' listed by ' || vessel_sanctions.authority,
  vessel_sanctions.designation_id, vessel_sanctions.source_id
from vessel_sanctions
join vessels on vessels.vessel_id = vessel_sanctions.vessel_id
where vessel_sanctions.listed_on between :first_day and :last_day
  and vessel_sanctions.vessel_id in (select vessel_id from port_calls where vessel_id is not null)
order by day, kind, record_id
