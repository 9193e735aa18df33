-- title: A call and its sightings agree on ship and port
-- description: A sighting supports a call only if it is of the same port, or of one that the source calls by another name, and of the same ship where both name one.
-- expected: the ship and the port of the call it supports, or a conflict that names it.
-- remedy: Correct call_id, vessel_id or port_id, or declare the conflict.
select 'sightings' as table_name, s.sighting_id as record,
  case when s.vessel_id <> c.vessel_id then 'vessel_id' else 'port_id' end as field,
  case when s.vessel_id <> c.vessel_id then s.vessel_id else s.port_id end as value
from sightings s join port_calls c on c.call_id = s.call_id
where (s.vessel_id <> c.vessel_id or s.port_id <> c.port_id)
  and coalesce(s.inferred, '') not like '%call_id%'
  and not exists (select 1 from conflicts k where s.sighting_id in (k.record_id, k.rival_record_id))
