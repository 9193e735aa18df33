-- title: No sighting stands twice
-- description: One source does not report the same ship at the same place on overlapping days in two rows.
-- expected: one row for one observation by one source.
select 'sightings' as table_name, a.sighting_id as record, 'sighting_id' as field, b.sighting_id as value
from sightings a
join sightings b on b.sighting_id < a.sighting_id and b.source_id = a.source_id
  and b.vessel_name_as_reported = a.vessel_name_as_reported
  and b.place_as_reported = a.place_as_reported and b.activity = a.activity
where coalesce(a.date_earliest, a.date_latest) <= b.date_latest
  and coalesce(b.date_earliest, b.date_latest) <= a.date_latest
