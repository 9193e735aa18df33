-- title: How a ship was seen and who saw it go together
-- description: Where the words on the method name somebody who observes, one of those named is the observer of the row.
-- expected: the observer whom method_detail names.
-- remedy: Correct the observer, or the words on the method.
select 'sightings' as table_name, s.sighting_id as record, 'observer' as field, s.observer as value
from sightings s
where instr(s.method_detail, s.observer) = 0
  and exists (select 1 from sightings o where instr(s.method_detail, o.observer) > 0)
union all
select 'sightings', s.sighting_id, 'method_detail', s.method_detail
from sightings s
where instr(s.method_detail, s.observer) = 0
  and exists (select 1 from sightings o where instr(s.method_detail, o.observer) > 0)
