-- title: A ship is named by one of its names
-- description: The name under which a source reports or lists a ship is among that ship's names, or contains one of them.
-- expected: a name that data/vessel_names.csv has for this ship.
-- remedy: Correct the name or the ship, or add the name to data/vessel_names.csv with its source.
-- exceptions:
--   - {record: sighting-059, reason: 'The source writes the number in brackets, as in Rye Song Gang (1).'}
with named(table_name, record, field, vessel_id, name) as (
  select 'sightings', sighting_id, 'vessel_id', vessel_id, vessel_name_as_reported from sightings
  union all
  select 'vessel_sanctions', designation_id, 'vessel_id', vessel_id, vessel_name_as_listed from vessel_sanctions
  union all
  select 'vessel_particulars', vessel_id || '|' || attribute || '|' || value || '|' || source_id, 'value',
    vessel_id, value
  from vessel_particulars where attribute = 'name'
)
select table_name, record, field, name || ' for ' || vessel_id as value
from named
where vessel_id is not null and not exists (
  select 1 from vessel_names n where n.vessel_id = named.vessel_id
    and instr(replace(lower(named.name), '-', ' '), replace(lower(n.name), '-', ' ')) > 0
)
