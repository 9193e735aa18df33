-- title: No hull stands twice
-- description: Two vessels without an IMO number do not bear the same name, and none bears the name of a vessel that has one, unless the note says why.
-- expected: one row for one hull.
-- remedy: Merge the two, or say in the note of both why they are different ships.
select 'vessels' as table_name, a.vessel_id as record, 'name' as field, a.name as value
from vessels a join vessels b on b.vessel_id <> a.vessel_id and lower(b.name) = lower(a.name)
where a.imo_number is null and a.note is null
