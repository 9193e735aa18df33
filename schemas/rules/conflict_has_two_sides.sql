-- title: A conflict has two sides
-- description: A conflict names two different records, or one vessel and the particulars in which its sources differ.
-- expected: two records, or one vessel and particulars with at least two values.
with named(conflict_id, vessel_id, attribute) as (
  select k.conflict_id, k.record_id, p.attribute
  from conflicts k join vessel_particulars p on p.vessel_id = k.record_id
  where ';' || k.field || ';' like '%;' || p.attribute || ';%'
)
select 'conflicts' as table_name, k.conflict_id as record, 'rival_record_id' as field,
  k.rival_record_id as value
from conflicts k
where k.record_id = k.rival_record_id
  and (
    select count(distinct p.attribute || ' ' || p.value) from named n
    join vessel_particulars p on p.vessel_id = n.vessel_id and p.attribute = n.attribute
    where n.conflict_id = k.conflict_id
  ) < 2
