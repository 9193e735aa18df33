-- title: A ship's identifier is one of its names
-- description: The identifier of a ship is one of its names in small letters, with something after it where two ships bear the name.
-- expected: an identifier made of a name of this ship in data/vessel_names.csv.
-- remedy: Correct the identifier of a new ship; that of a published one never changes.
select 'vessels' as table_name, v.vessel_id as record, 'vessel_id' as field, v.vessel_id as value
from vessels v
where not exists (
  select 1 from vessel_names n where n.vessel_id = v.vessel_id
    and v.vessel_id || '-' like
      replace(replace(replace(replace(lower(n.name), ' ', '-'), '.', ''), '''', ''), '/', '-') || '-%'
)
