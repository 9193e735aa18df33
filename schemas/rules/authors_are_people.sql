-- title: Authors are people of the source
-- description: Each name among the authors of a source has a row in source_people as its author, with the name as printed, and each author there is among them.
-- expected: the same names as in data/source_people.csv with the role author.
-- remedy: Add the person to data/source_people.csv, or correct the authors.
with counted as (
  select source_id, count(*) as number from source_people where role = 'author' group by source_id
)
select 'sources' as table_name, sources.source_id as record, 'authors' as field, coalesce(authors, '') as value
from sources left join counted on counted.source_id = sources.source_id
where coalesce(counted.number, 0) <> case
    when authors is null then 0 else length(authors) - length(replace(authors, ';', '')) + 1 end
union all
select 'source_people', source_people.source_id || '|' || person, 'name_as_printed', name_as_printed
from source_people join sources on sources.source_id = source_people.source_id
where role = 'author' and instr(';' || coalesce(authors, '') || ';', ';' || name_as_printed || ';') = 0
