-- title: A vessel is not in two far ports on one day
-- description: The days of two calls of one ship at ports more than half a degree apart do not overlap, and no two sightings put it on one day in two such ports.
-- expected: one port a day for one ship, or a conflict that names the record.
-- remedy: One of the two has the wrong ship, port or day; declare the conflict if the sources disagree.
with meetings(table_name, record, port_id, rival, rival_port_id) as (
  select 'port_calls', a.call_id, a.port_id, b.call_id, b.port_id
  from port_calls a
  join port_calls b on b.vessel_id = a.vessel_id and b.date_earliest between a.date_earliest and a.date_latest
  where b.call_id <> a.call_id and b.port_id <> a.port_id
  union all
  select 'sightings', a.sighting_id, a.port_id, b.sighting_id, b.port_id
  from sightings a
  join sightings b on b.vessel_id = a.vessel_id and b.date_earliest = a.date_earliest
  where a.date_earliest = a.date_latest and b.date_earliest = b.date_latest and b.port_id <> a.port_id
),
either(table_name, record, port_id, rival, rival_port_id) as (
  select table_name, record, port_id, rival, rival_port_id from meetings
  union
  select table_name, rival, rival_port_id, record, port_id from meetings
)
select e.table_name, e.record, 'port_id' as field, e.port_id || ' and ' || e.rival_port_id as value
from either e
join ports p on p.port_id = e.port_id join ports q on q.port_id = e.rival_port_id
where (abs(p.latitude - q.latitude) > 0.5 or abs(p.longitude - q.longitude) > 0.5)
  and not exists (select 1 from conflicts k where e.record in (k.record_id, k.rival_record_id))
