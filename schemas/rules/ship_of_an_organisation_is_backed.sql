-- title: What ties a ship to an organisation is among its particulars
-- description: >-
--   Each row of vessel_organisations has a row in vessel_particulars with the same ship, role, name and source, and the name begins
--   as one of the organisation's names does.
-- expected: a row of data/vessel_particulars.csv with this vessel, this role as attribute, this name as value, and this source.
-- remedy: Add the particular with its source, or correct the name.
select 'vessel_organisations' as table_name,
  o.vessel_id || '|' || o.organisation_id || '|' || o.role || '|' || o.source_id as record,
  'name_as_reported' as field, o.name_as_reported as value
from vessel_organisations o
where not exists (
  select 1 from vessel_particulars p
  where p.vessel_id = o.vessel_id and p.attribute = o.role and p.value = o.name_as_reported and p.source_id = o.source_id)
union all
select 'vessel_organisations', o.vessel_id || '|' || o.organisation_id || '|' || o.role || '|' || o.source_id,
  'organisation_id', o.organisation_id
from vessel_organisations o join organisations n on n.organisation_id = o.organisation_id
where instr(lower(n.name || ';' || coalesce(n.other_names, '')), lower(substr(o.name_as_reported, 1, 5))) = 0
