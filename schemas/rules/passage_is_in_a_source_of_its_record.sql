-- title: A passage is in a source of its record
-- description: >-
--   The document of a passage is one on which the record rests or that a citation names for it; the words for the title of a document are in
--   that document.
-- expected: a source of the record.
-- remedy: Name the record's own source, or cite the document for the record in data/citations.csv first.
select 'passages' as table_name, p.passage_id as record, 'source_id' as field, p.source_id as value
from passages p
join records r on r.record_id = p.record_id
where r.table_name <> 'sources' and not exists (
  select 1 from record_sources s where s.record_id = p.record_id and s.source_id = p.source_id
)
union all
select 'passages', p.passage_id, 'source_id', p.source_id
from passages p join sources s on s.source_id = p.record_id
where p.source_id <> p.record_id
