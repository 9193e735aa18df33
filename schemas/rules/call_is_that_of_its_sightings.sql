-- title: A call has the ship, the berth and the observers of its sightings
-- description: >-
--   A call names a ship where a sighting of it does, has a berth that one of its sightings reports and has one where a sighting does;
--   the reason for its grade names at least one of those who saw it.
-- expected: the ship and a berth of its sightings, and the name of an observer in the reason.
-- remedy: Correct the call, or the sighting's call_id.
-- exceptions:
--   - {record: call-005, reason: 'The source says that it is the berth of the call before, so the words of that sighting are used.'}
with seen as (
  select c.call_id, c.vessel_id, c.berth, c.confidence_reason,
    max(s.vessel_id) as ship, max(s.berth) as place, max(s.berth = c.berth) as same_berth,
    max(instr(c.confidence_reason, s.observer)) as named
  from port_calls c join sightings s on s.call_id = c.call_id
  group by c.call_id, c.vessel_id, c.berth, c.confidence_reason
)
select 'port_calls' as table_name, call_id as record, 'vessel_id' as field, '' as value
from seen where vessel_id is null and ship is not null
union all
select 'port_calls', call_id, 'berth', coalesce(berth, '')
from seen where (berth is null and place is not null) or (berth is not null and not coalesce(same_berth, 0))
union all
select 'port_calls', call_id, 'confidence_reason', confidence_reason from seen where named = 0
