-- title: A vessel's name stands among its names
-- description: >-
--   The chosen name of each vessel is in vessel_names, marked as current, and no other name is. None is
--   the name of an organisation on record.
-- expected: the vessel's name as its only current name in data/vessel_names.csv, and names of vessels alone there.
select 'vessels' as table_name, v.vessel_id as record, 'name' as field, v.name as value
from vessels v
where not exists (
  select 1 from vessel_names n where n.vessel_id = v.vessel_id and n.name = v.name and n.name_kind = 'current')
union all
select 'vessel_names', n.vessel_id || '|' || n.name || '|' || n.source_id, 'name_kind', n.name
from vessel_names n join vessels v on v.vessel_id = n.vessel_id
where n.name_kind = 'current' and n.name <> v.name
union all
select 'vessel_names', n.vessel_id || '|' || n.name || '|' || n.source_id, 'name', n.name
from vessel_names n join organisations o on lower(o.name) = lower(n.name)
