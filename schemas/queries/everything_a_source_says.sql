-- title: Everything that a publisher says
-- description: >-
--   Every record that rests on a document of one publisher, or that one of its documents supports, repeats or
--   contradicts, with the document. A document that goes back to another one is no witness of its own.
-- parameters:
--   publisher: {title: 'Part of the name of a publisher, such as CSIS', default: 'Open Source Centre'}
-- example: By default it shows the 24 records that rest on documents of the Open Source Centre, eight sightings among them.
select record_sources.record_id, records.title as record_title, record_sources.table_name, record_sources.relation,
  record_sources.source_id, record_sources.publisher, record_sources.title as source_title,
  record_sources.published_on, record_sources.url,
  nullif(record_sources.root_source_id, record_sources.source_id) as goes_back_to
from record_sources
left join records on records.record_id = record_sources.record_id
where record_sources.publisher like '%' || :publisher || '%'
order by record_sources.published_on, record_sources.source_id, record_sources.table_name, record_sources.record_id
