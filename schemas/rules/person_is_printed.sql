-- title: A person is called by a printed name
-- description: >-
--   The name under which the record knows a person is printed in at least one document; where a document prints another name, that it is
--   this person is inferred. An analyst, and whoever writes a report or a dataset, made its analysis; who writes of it for a paper did not.
-- expected: a person whose name is printed so in a row of data/source_people.csv, and who made the analysis only in such a role.
-- remedy: Use one of the printed names for all rows of the person.
select 'source_people' as table_name, source_id || '|' || person as record, 'person' as field, person as value
from source_people a
where not exists (select 1 from source_people b where b.person = a.person and b.name_as_printed = a.person)
union all
select 'source_people', source_id || '|' || person, 'inferred', coalesce(inferred, '')
from source_people
where name_as_printed <> person and ';' || coalesce(inferred, '') || ';' not like '%;person;%'
union all
select 'source_people', p.source_id || '|' || p.person, 'made_analysis', case when p.made_analysis then 'true' else 'false' end
from source_people p join sources s on s.source_id = p.source_id
where p.made_analysis <> (p.role = 'analyst' or s.kind in ('report', 'dataset'))
