-- title: One designation stands once
-- description: The same authority does not list the same vessel or organisation twice on the same day under the same entry of the same programme.
-- expected: one row for one listing.
select 'vessel_sanctions' as table_name, s.designation_id as record, 'vessel_id' as field, s.vessel_id as value
from vessel_sanctions s
where exists (
  select 1 from vessel_sanctions o
  where o.vessel_id = s.vessel_id and o.programme_id = s.programme_id and o.listed_on = s.listed_on
    and coalesce(o.list_reference, '') = coalesce(s.list_reference, '')
    and o.designation_id < s.designation_id
)
union all
select 'organisation_designations', s.designation_id, 'organisation_id', s.organisation_id
from organisation_designations s
where exists (
  select 1 from organisation_designations o
  where o.organisation_id = s.organisation_id and o.programme_id = s.programme_id
    and coalesce(o.listed_on, '') = coalesce(s.listed_on, '')
    and coalesce(o.list_reference, '') = coalesce(s.list_reference, '')
    and o.designation_id < s.designation_id
)
