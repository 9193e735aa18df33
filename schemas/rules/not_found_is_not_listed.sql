-- title: Who is not found in a list is not listed by it
-- description: An organisation that was looked for in a list of an authority and not found has no designation by that authority in force, and the list is not younger than the search.
-- expected: no designation of the organisation by this authority that was seen in a list or announced by then.
-- remedy: Take out the check, or withdraw the designation.
select 'listing_checks' as table_name, c.organisation_id || '|' || c.source_id as record, 'authority' as field,
  c.authority as value
from listing_checks c
where exists (
  select 1 from organisation_designations d
  where d.organisation_id = c.organisation_id and d.authority = c.authority and d.delisted_on is null
    and coalesce(d.listed_on, d.seen_in_list_of) <= c.list_as_of)
union all
select 'listing_checks', c.organisation_id || '|' || c.source_id, 'list_as_of', c.list_as_of || ' > ' || c.searched_on
from listing_checks c where c.list_as_of > c.searched_on
