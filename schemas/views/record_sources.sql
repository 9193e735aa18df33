-- title: Every source of every record
-- description: >-
--   The main source of each record and all its citations in one list, with what the source is and how it relates to
--   the record.
-- columns:
--   record_id: The record.
--   table_name: The table in which it stands.
--   field: The column that the document speaks to, or the word record for the row as a whole.
--   source_id: The document.
--   relation: What the document does for the record, such as state or dispute it; searched where the record was looked for in it and not found.
--   publisher: Who published the document.
--   title: What the document is called.
--   published_on: When it was published, as precisely as is known.
--   url: Its address. Empty where it has none.
--   root_source_id: The document that it goes back to; itself where it repeats no other.
--   locator: Page, paragraph or the like.
--   note: What the document gives, and other remarks.
select all_sources.record_id, all_sources.table_name, all_sources.field, all_sources.source_id,
  all_sources.relation, sources.publisher, sources.title, sources.published_on, sources.url,
  source_roots.root_source_id, all_sources.locator, all_sources.note
from (
  select sighting_id as record_id, 'sightings' as table_name, 'record' as field, source_id, 'states' as relation,
    null as locator, null as note from sightings
  union all
  select sightings.call_id, 'port_calls', 'record', source_id, 'supports', null, 'Through ' || sighting_id
    from sightings where call_id is not null
  union all select count_id, 'call_counts', 'record', source_id, 'states', null, null from call_counts
  union all select effort_id, 'observation_effort', 'record', source_id, 'states', null, null from observation_effort
  union all select estimate_id, 'volume_estimates', 'record', source_id, 'states', null, null from volume_estimates
  union all
  select delivery_id, 'notified_deliveries', 'record', source_id, 'states', null, null from notified_deliveries
  union all select cap_id, 'supply_caps', 'record', source_id, 'states', paragraph, null from supply_caps
  union all
  select designation_id, 'vessel_sanctions', 'record', source_id, 'states', list_reference, null
    from vessel_sanctions
  union all select port_id, 'ports', 'latitude', source_id, 'states', null, null from ports
  union all select programme_id, 'programmes', 'record', source_id, 'states', null, null from programmes
  union all select factor_id, 'conversion_factors', 'record', source_id, 'states', null, null from conversion_factors
  union all
  select parameter_id, 'model_parameters', 'record', source_id, 'states', null, null
    from model_parameters where source_id is not null
  union all select organisation_id, 'organisations', 'record', source_id, 'states', null, null from organisations
  union all
  select designation_id, 'organisation_designations', 'record', source_id, 'states', list_reference, null
    from organisation_designations
  union all
  select organisation_id, 'organisations', 'record', source_id, 'searched', list_as_of, 'Looked for and not found in it'
    from listing_checks
  union all
  select organisation_id, 'organisations', 'record', source_id, 'states', locator, name_as_reported || ' (' || role || ')'
    from vessel_organisations
  union all select position_id, 'positions', 'record', source_id, 'states', null, null from positions
  union all select event_id, 'timeline', 'record', source_id, 'states', null, null from timeline
  union all select correction_id, 'corrections', 'reason', source_id, 'states', null, null from corrections
  union all
  select request_id, 'requests', 'record', source_id, 'states', null, null from requests where source_id is not null
  union all
  select vessel_id, 'vessels', attribute, source_id, 'states', locator, value from vessel_particulars
  union all
  select vessel_id, 'vessels', 'name', source_id, 'states', null, name || ' (' || name_kind || ')' from vessel_names
  union all
  select citations.record_id, coalesce(records.table_name, ''), field, source_id, relation, locator, note
    from citations left join records on records.record_id = citations.record_id
) as all_sources
join sources on sources.source_id = all_sources.source_id
left join source_roots on source_roots.source_id = all_sources.source_id
order by all_sources.record_id, all_sources.table_name, all_sources.field, all_sources.source_id, all_sources.relation,
  all_sources.locator, all_sources.note
