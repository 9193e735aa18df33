-- title: What each sighting weighs for its call
-- description: >-
--   Every sighting that supports a call, the origin that it goes back to, and why it does not weigh where it does not:
--   only a sighting that fixes ship, place and day by itself, and is joined to the call by its source, counts for the grade.
-- columns:
--   sighting_id: The sighting.
--   call_id: The call that it supports.
--   observer: Who made the observation.
--   method: How the ship was observed.
--   activity: What the ship was doing, as far as the source says.
--   source_id: The document that reports it.
--   root_source_id: The document that it goes back to, over all that only repeat another.
--   identity_hedge: The hedge with which the source names the ship; empty where it has none.
--   at_work: 1 where it saw the ship at the oil berth, loading or unloading, as the call has it.
--   not_weighed_because: Why it does not count for the grade; empty where it does.
-- warnings:
--   - A sighting that does not weigh is not thereby wrong; it only adds nothing to the grade of its call.
select sightings.sighting_id, sightings.call_id, sightings.observer, sightings.method, sightings.activity,
  sightings.source_id, coalesce(source_roots.root_source_id, sightings.source_id) as root_source_id,
  sightings.identity_hedge, cast(sightings.activity = port_calls.operation as integer) as at_work,
  case
    when marked.inferred like '%;call_id;%' then 'joined to the call by inference only'
    when port_calls.vessel_id is null or sightings.vessel_id is null then 'the ship is not identified'
    when sightings.vessel_id <> port_calls.vessel_id then 'of another ship'
    when sightings.port_id is null or marked.inferred like '%;port_id;%' then 'the port is not stated outright'
    when sightings.port_id <> port_calls.port_id then 'of another port'
    when sightings.activity = 'transit' then 'of a ship at sea'
    when sightings.date_precision in ('month', 'before')
      or (marked.inferred like '%;date_earliest;%' and marked.inferred like '%;date_latest;%') then 'the day is in doubt'
    when coalesce(sightings.date_earliest, '0000') > port_calls.date_latest
      or sightings.date_latest < port_calls.date_earliest then 'not of the days of the call'
  end as not_weighed_because
from sightings
join port_calls on port_calls.call_id = sightings.call_id
join (select sighting_id, ';' || coalesce(inferred, '') || ';' as inferred from sightings) as marked
  on marked.sighting_id = sightings.sighting_id
left join source_roots on source_roots.source_id = sightings.source_id
order by sightings.sighting_id
