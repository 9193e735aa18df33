-- title: A current name is one that its source gives
-- description: >-
--   Each name marked as current has a particular with this name by the same source, so that ship, name and source of the row agree.
-- expected: a row of data/vessel_particulars.csv with this ship, the attribute name, this name and this source.
-- remedy: Add the particular, or correct the name, its kind or its source.
select 'vessel_names' as table_name, vessel_id || '|' || name || '|' || source_id as record, 'name' as field, name as value
from vessel_names n
where name_kind = 'current' and not exists (
  select 1 from vessel_particulars p
  where p.vessel_id = n.vessel_id and p.attribute = 'name' and p.value = n.name and p.source_id = n.source_id)
union all
select 'vessel_names', n.vessel_id || '|' || n.name || '|' || n.source_id, 'name_kind', n.name_kind
from vessel_names n join vessels v on v.vessel_id = n.vessel_id and v.name = n.name
where n.name_kind <> 'current'
union all
select 'vessel_names', n.vessel_id || '|' || n.name || '|' || n.source_id, 'source_id', n.source_id
from vessel_names n join sources s on s.source_id = n.source_id
where s.kind = 'sanctions_list' and s.source_id not like 'ofac-alt-%'
  and not exists (select 1 from vessel_particulars p where p.vessel_id = n.vessel_id and p.source_id = n.source_id)
  and not exists (select 1 from vessel_sanctions d where d.vessel_id = n.vessel_id and d.source_id = n.source_id)
  and not exists (
    select 1 from citations c join vessel_sanctions d on d.designation_id = c.record_id
    where d.vessel_id = n.vessel_id and c.source_id = n.source_id)
