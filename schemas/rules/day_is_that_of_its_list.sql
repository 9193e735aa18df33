-- title: A day on which a list was read is the day of a document
-- description: >-
--   The day of a list in which an entry was seen, or was seen no more, is the day of a document on record for the designation or of
--   the newest list of the programme; the day of a company's part in a ship is that of its document.
-- expected: the day of publication of a source of this record, or of the list.
-- remedy: Give the day that the document itself bears, and cite the document.
select 'organisation_designations' as table_name, d.designation_id as record, 'seen_in_list_of' as field, d.seen_in_list_of as value
from organisation_designations d
where d.seen_in_list_of is not null and not exists (
  select 1 from record_sources r join sources s on s.source_id = r.source_id
  where r.record_id = d.designation_id and s.published_on = d.seen_in_list_of)
union all
select 'vessel_sanctions', d.designation_id, 'gone_by', d.gone_by
from vessel_sanctions d join programmes p on p.programme_id = d.programme_id
where d.gone_by <> coalesce(p.list_as_of, '')
  and not exists (
    select 1 from record_sources r join sources s on s.source_id = r.source_id
    where r.record_id = d.designation_id and s.published_on = d.gone_by)
union all
select 'vessel_organisations', o.vessel_id || '|' || o.organisation_id || '|' || o.role || '|' || o.source_id, 'as_of', o.as_of
from vessel_organisations o join sources s on s.source_id = o.source_id
where o.as_of <> s.published_on
