-- title: A call's dates meet those of its sightings
-- description: The days of a call and the days of every sighting that supports it have at least one day in common, or a conflict is declared between the two.
-- expected: days that meet those of the call, or a row in data/conflicts.csv that names both.
-- remedy: Correct the dates or the call, or declare the conflict.
select 'sightings' as table_name, s.sighting_id as record, 'date_earliest' as field,
  coalesce(s.date_earliest, '') || ' to ' || s.date_latest as value
from sightings s join port_calls c on c.call_id = s.call_id
where (coalesce(s.date_earliest, '0000') > c.date_latest or s.date_latest < c.date_earliest)
  and not exists (
    select 1 from conflicts k where s.sighting_id in (k.record_id, k.rival_record_id)
  )
