-- title: A vessel is not in two far ports on one day
-- description: The days of two calls of one ship at ports more than half a degree apart do not overlap, and no two sightings put it on one day in two such ports.
-- expected: one port a day for one ship, or a conflict that names the record.
-- remedy: One of the two has the wrong ship, port or day; declare the conflict if the sources disagree.
with stays as (
  select 'port_calls' as table_name, call_id as record, vessel_id, port_id, date_earliest, date_latest
  from port_calls where vessel_id is not null
  union all
  select 'sightings', sighting_id, vessel_id, port_id, date_earliest, date_latest
  from sightings where vessel_id is not null and port_id is not null and date_earliest = date_latest
)
select a.table_name, a.record, 'port_id' as field, a.port_id || ' and ' || b.port_id as value
from stays a
join stays b on b.table_name = a.table_name and b.vessel_id = a.vessel_id and b.record <> a.record
join ports p on p.port_id = a.port_id join ports q on q.port_id = b.port_id
where a.date_earliest <= b.date_latest and b.date_earliest <= a.date_latest
  and (abs(p.latitude - q.latitude) > 0.5 or abs(p.longitude - q.longitude) > 0.5)
  and not exists (select 1 from conflicts k where a.record in (k.record_id, k.rival_record_id))
