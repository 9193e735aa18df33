-- title: Which sources the record rests on
-- description: >-
--   For each document how many records it states, supports, repeats or contradicts, and the document it goes back to
--   where it only repeats another. Being used often says how much this record draws on a document, not how good it is.
-- parameters:
--   kind: {title: 'Kind of document, such as report or news; empty for all', default: ''}
-- example: With no kind named it shows all documents, sanctions lists first, because each of their ships is a record.
-- chart: {title: 'Records that rest on each document, the first forty', label: 'publisher published_on source_title', value: records, unit: records}
select sources.source_id, sources.publisher, sources.title as source_title, sources.published_on, sources.kind,
  count(distinct record_sources.record_id) as records,
  count(distinct case when relation = 'states' then record_sources.record_id end) as stated,
  count(distinct case when relation = 'supports' then record_sources.record_id end) as supported,
  count(distinct case when relation = 'repeats' then record_sources.record_id end) as repeated,
  count(distinct case when relation = 'contradicts' then record_sources.record_id end) as contradicted,
  nullif(record_sources.root_source_id, sources.source_id) as goes_back_to, sources.url
from sources
join record_sources on record_sources.source_id = sources.source_id
where :kind = '' or sources.kind = :kind
group by sources.source_id
order by records desc, sources.source_id
