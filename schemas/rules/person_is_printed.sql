-- title: A person is called by a printed name
-- description: >-
--   The name under which the record knows a person is printed in at least one document; where a document prints another name, that it is
--   this person is inferred. An analyst, and whoever writes a report or a dataset, made its analysis; who writes of it for a paper did not. The
--   organisation of an analyst made an observation or a figure that the document carries.
-- expected: a person whose name is printed so in a row of data/source_people.csv, and who made the analysis only in such a role.
-- exceptions:
--   - {record: 'yomiuri-2024-06-07|Katsuhisa Furukawa', reason: 'Of no organisation any more, as the note says.'}
-- remedy: Use one of the printed names for all rows of the person.
with makers as (
  select sighting_id as record_id, source_id, observer as maker from sightings
  union all select count_id, source_id, counted_by from call_counts
  union all select estimate_id, source_id, estimated_by from volume_estimates
),
made as (
  select source_id, maker from makers
  union all
  select c.source_id, m.maker from citations c join makers m on m.record_id = c.record_id
)
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
union all
select 'source_people', source_id || '|' || person, 'organisation', coalesce(organisation, '')
from source_people where role = 'analyst' and organisation is null
union all
select 'source_people', p.source_id || '|' || p.person, 'organisation', p.organisation
from source_people p
where p.organisation is not null
  and exists (select 1 from made m where m.source_id = p.source_id)
  and not exists (select 1 from made m where m.source_id = p.source_id and instr(m.maker, p.organisation) > 0)
