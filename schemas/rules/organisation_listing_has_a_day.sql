-- title: A listing of an organisation has a day of some kind
-- description: Either the day of the listing is known, or the day of an edition of the list in which the entry was read, and that is not before the listing.
-- expected: listed_on, or seen_in_list_of, and the second not before the first.
select 'organisation_designations' as table_name, designation_id as record, 'seen_in_list_of' as field,
  coalesce(listed_on, 'no day') || ' > ' || coalesce(seen_in_list_of, 'no day') as value
from organisation_designations
where (listed_on is null and seen_in_list_of is null) or seen_in_list_of < listed_on
