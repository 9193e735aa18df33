-- title: A false identity is explained
-- description: A row that is only an identity which a ship took on has a particular that says whose, and no other row has one.
-- expected: a particular with the attribute identity_note exactly where record_kind is identity.
-- remedy: Correct record_kind, or add the particular with its source.
select 'vessels' as table_name, vessel_id as record, 'record_kind' as field, record_kind as value
from vessels v
where (record_kind = 'identity') <> (exists (
  select 1 from vessel_particulars p where p.vessel_id = v.vessel_id and p.attribute = 'identity_note'))
