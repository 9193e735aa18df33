-- title: A call with its sightings and sources
-- description: >-
--   The whole evidence of one call: each sighting with who observed it and how, the document the sighting is
--   taken from, and the further documents that support, repeat or contradict it. Documents with the same root repeat
--   one another and count as one witness.
-- parameters:
--   call_id: {title: 'Call, such as call-001', default: call-001}
-- example: By default it shows the first call on record, that of Paek Yang San 1 on 6 or 7 March 2024, which RUSI and the Open Source Centre reported.
with evidence as (
  select sighting_id as record_id, call_id, 'record' as field, 'states' as relation, source_id, null as locator, null as note
  from sightings where call_id is not null
  union all
  select citations.record_id, sightings.call_id, citations.field, citations.relation, citations.source_id,
    citations.locator, citations.note
  from citations join sightings on sightings.sighting_id = citations.record_id where sightings.call_id is not null
  union all
  select record_id, record_id, field, relation, source_id, locator, note
  from citations where record_id in (select call_id from port_calls)
)
select evidence.call_id, evidence.record_id, sightings.vessel_name_as_reported, sightings.place_as_reported,
  sightings.activity, sightings.date_earliest, sightings.date_latest, sightings.observer, sightings.method,
  sightings.identity_hedge, sightings.inferred, evidence.relation, evidence.field, evidence.source_id, sources.publisher,
  sources.title as source_title, sources.published_on, sources.url, source_roots.root_source_id,
  evidence.locator, evidence.note as citation_note, sightings.note as sighting_note
from evidence
join sources on sources.source_id = evidence.source_id
join source_roots on source_roots.source_id = evidence.source_id
left join sightings on sightings.sighting_id = evidence.record_id
where evidence.call_id = :call_id
order by evidence.record_id, evidence.relation <> 'states', evidence.relation, evidence.source_id
