-- title: A person is called by a printed name
-- description: >-
--   The name under which the record knows a person is printed in at least one document.
-- expected: a person whose name is printed so in a row of data/source_people.csv.
-- remedy: Use one of the printed names for all rows of the person.
select 'source_people' as table_name, source_id || '|' || person as record, 'person' as field, person as value
from source_people a
where not exists (select 1 from source_people b where b.person = a.person and b.name_as_printed = a.person)
