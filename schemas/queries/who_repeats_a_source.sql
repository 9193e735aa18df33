-- title: Who repeats a source
-- description: >-
--   All documents that go back to one source, directly or through others, with when they came out. They are no further
--   witnesses to what it says.
-- parameters:
--   source_id: {title: 'Source, such as osc-2024-refined-tastes', default: osc-2024-refined-tastes}
-- example: By default it shows who repeats the Open Source Centre's study of November 2024.
select sources.source_id, sources.publisher, sources.title, sources.published_on, sources.language,
  sources.relays_source_id, sources.url
from source_roots
join sources on sources.source_id = source_roots.source_id
where source_roots.root_source_id = :source_id and source_roots.source_id <> :source_id
order by sources.published_on, sources.source_id
