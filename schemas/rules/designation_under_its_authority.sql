-- title: A designation stands under a programme of its own authority
-- description: The authority of a designation is that of the programme it names.
-- expected: a programme of the same authority.
select 'vessel_sanctions' as table_name, s.designation_id as record, 'programme_id' as field,
  s.programme_id as value
from vessel_sanctions s join programmes p on p.programme_id = s.programme_id
where p.authority <> s.authority
union all
select 'organisation_designations', s.designation_id, 'programme_id', s.programme_id
from organisation_designations s join programmes p on p.programme_id = s.programme_id
where p.authority <> s.authority
