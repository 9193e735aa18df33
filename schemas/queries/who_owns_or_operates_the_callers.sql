-- title: Who owns or operates the ships that called, and who lists them
-- description: >-
--   For each ship named in a port the companies that documents tie to it, as owner, manager, operator or otherwise, and for
--   each company every authority with what can be said: listed and since when, not found in the list of which day, or no list
--   read. A ship to which no document read ties a company is one row with empty columns.
-- parameters:
--   ship: {title: 'IMO number, identifier or name of the ship; % for all', default: '%'}
--   authority: {title: 'Authority, such as UN, US, EU, GB, CA, AU, JP, KR; % for all', default: '%'}
-- example: By default it shows all of them, among them Paekyangsan Shipping, which the United Kingdom lists as owner of Paek Yang San 1.
with callers as (
  select vessel_id, count(call_id) as loading_calls
  from (
    select distinct sightings.vessel_id, port_calls.call_id
    from sightings
    left join port_calls on port_calls.vessel_id = sightings.vessel_id and port_calls.operation = 'load'
    where sightings.port_id is not null and sightings.vessel_id is not null
  )
  group by vessel_id
),
ties as (
  select vessel_id, organisation_id, role, max(as_of) as as_of, min(source_id) as source_id
  from vessel_organisations group by vessel_id, organisation_id, role
)
select vessels.vessel_id, vessels.name as vessel_name, vessels.imo_number, callers.loading_calls, ties.role,
  organisations.organisation_id, organisations.name as organisation, ties.as_of, ties.source_id as tie_source_id,
  organisation_listings.authority, organisation_listings.standing, organisation_listings.listed_on,
  organisation_listings.list_as_of, organisation_listings.seen_in_list_of
from callers
join vessels on vessels.vessel_id = callers.vessel_id
left join ties on ties.vessel_id = vessels.vessel_id
left join organisations on organisations.organisation_id = ties.organisation_id
left join organisation_listings on organisation_listings.organisation_id = ties.organisation_id
where (:ship = '%' or vessels.vessel_id = lower(:ship) or vessels.imo_number = :ship or vessels.name = :ship collate nocase)
  and (:authority = '%' or organisation_listings.authority = :authority)
order by vessels.name, organisations.name, ties.role, organisation_listings.authority
