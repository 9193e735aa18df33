-- title: Where sources differ
-- description: >-
--   Two values that sources state for one thing that can have only one: the IMO number, the year of building, the deadweight,
--   the gross tonnage or the length of a ship, and the port in which a ship lay on one day. Found by comparing the rows;
--   conflict_id names the entry that says how the record treats it, where there is one.
-- columns:
--   record_id: The ship, or one of two sightings.
--   rival_record_id: The same ship, or the other sighting.
--   field: What they differ in.
--   value: One value.
--   source_id: A document that states it.
--   rival_value: The other value.
--   rival_source_id: A document that states that.
--   conflict_id: The entry that says how the record treats it; empty where there is none.
-- warnings:
--   - A difference is not thereby an error; lists round, and a ship can be measured twice.
with stated as (
  select vessel_id, attribute, cast(value as real) as number, min(value) as value, min(source_id) as source_id
  from vessel_particulars
  where attribute in ('imo_number', 'year_built', 'dwt_tonnes', 'gross_tonnage', 'length_m')
  group by vessel_id, attribute, cast(value as real)
)
select one.vessel_id as record_id, other.vessel_id as rival_record_id, one.attribute as field, one.value,
  one.source_id, other.value as rival_value, other.source_id as rival_source_id,
  (select min(conflict_id) from conflicts where record_id = one.vessel_id and rival_record_id = one.vessel_id
    and ';' || field || ';' like '%;' || one.attribute || ';%') as conflict_id
from stated as one
join stated as other on other.vessel_id = one.vessel_id and other.attribute = one.attribute and other.number > one.number
union all
select one.sighting_id, other.sighting_id, 'port_id', one.port_id, one.source_id, other.port_id, other.source_id,
  (select min(conflict_id) from conflicts where (record_id = one.sighting_id and rival_record_id = other.sighting_id)
    or (record_id = other.sighting_id and rival_record_id = one.sighting_id))
from sightings as one
join sightings as other on other.vessel_id = one.vessel_id and other.port_id <> one.port_id
  and other.date_latest = one.date_latest and other.sighting_id > one.sighting_id
where one.date_precision = 'day' and other.date_precision = 'day'
order by 1, 3, 4, 6
