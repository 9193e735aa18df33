-- title: A passage was read after the source was published
-- description: The day on which words were taken from a document is not before the day on which it was published.
-- expected: a day on or after the publication of the source.
select 'passages' as table_name, p.passage_id as record, 'read_on' as field, p.read_on as value
from passages p join sources s on s.source_id = p.source_id
where p.read_on < s.published_on
