-- title: A listing of an organisation has a day of some kind
-- description: >-
--   Either the day of the listing is known, or the day of an edition of the list in which the entry was read, and that is not before the listing.
--   Where a list is among the documents of a listing, the entry was read in it, and its day is given.
-- expected: listed_on, or seen_in_list_of, and the second not before the first; the day of the list where a list is among the documents.
select 'organisation_designations' as table_name, designation_id as record, 'seen_in_list_of' as field,
  coalesce(listed_on, 'no day') || ' > ' || coalesce(seen_in_list_of, 'no day') as value
from organisation_designations
where (listed_on is null and seen_in_list_of is null) or seen_in_list_of < listed_on
union all
select 'organisation_designations', designation_id, 'seen_in_list_of', 'no day'
from organisation_designations d
where listed_on is not null and seen_in_list_of is null and exists (
  select 1 from record_sources r join sources s on s.source_id = r.source_id
  where r.record_id = d.designation_id and s.kind = 'sanctions_list' and r.relation <> 'contradicts')
