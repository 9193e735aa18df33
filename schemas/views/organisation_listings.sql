-- title: Who lists which organisation, and who was looked at
-- description: >-
--   For every organisation and person, and every authority whose programmes are on record, one row that says whether it is
--   listed and since when, or that no listing was found and in the lists of which day, or that no list of the authority was
--   read for it. Read together, the rows of one organisation are the sentence on its listings.
-- columns:
--   organisation_id: The organisation or person.
--   organisation_name: What this record calls it.
--   authority: Whose list it is about.
--   standing: listed, formerly_listed, not_found or not_read.
--   listed_on: Since when it is listed. Empty where it is not, or where no document read gives the day.
--   delisted_on: When the latest listing ended. Empty while one is in force as far as known.
--   seen_in_list_of: Latest edition of the list in which the entry was read.
--   list_as_of: Where it was not found, the day of the latest list that was searched whole for it.
--   looked_in: What was searched, list, aliases or announcement; where a whole list was, list.
--   designations: How many listings by this authority are on record.
--   subjects: What these listings are about, separated by semicolons.
--   part: The part of the sentence on this authority, in words that a reader can quote.
-- warnings:
--   - not_read says nothing about whether the authority lists the organisation.
--   - not_found holds for the names that were searched and the day of the list.
with authorities(authority) as (select distinct authority from programmes),
  listed as (
    select organisation_id, authority, count(*) as designations,
      min(case when delisted_on is null then listed_on end) as listed_on,
      min(listed_on) as ever_on, max(delisted_on) as delisted_on,
      sum(delisted_on is null) as in_force, max(seen_in_list_of) as seen_in_list_of,
      group_concat(distinct subject) as subjects
    from organisation_designations group by organisation_id, authority
  ),
  looked as (
    select organisation_id, authority,
      coalesce(max(case when looked_in = 'list' then list_as_of end), max(list_as_of)) as list_as_of,
      case
        when max(looked_in = 'list') then 'list' when max(looked_in = 'aliases') then 'aliases' else 'announcement'
      end as looked_in
    from listing_checks group by organisation_id, authority
  )
select organisations.organisation_id, organisations.name as organisation_name, authorities.authority,
  case
    when listed.in_force > 0 then 'listed' when listed.designations > 0 then 'formerly_listed'
    when looked.list_as_of is not null then 'not_found' else 'not_read'
  end as standing,
  coalesce(listed.listed_on, case when listed.in_force = 0 then listed.ever_on end) as listed_on,
  case when listed.in_force = 0 then listed.delisted_on end as delisted_on,
  listed.seen_in_list_of,
  case when listed.designations is null then looked.list_as_of end as list_as_of,
  case when listed.designations is null then looked.looked_in end as looked_in,
  cast(coalesce(listed.designations, 0) as integer) as designations,
  replace(listed.subjects, ',', ';') as subjects,
  case
    when listed.in_force > 0 and listed.listed_on is not null
      then 'listed by ' || authorities.authority || ' on ' || listed.listed_on
    when listed.in_force > 0
      then 'listed by ' || authorities.authority || ' (day not read; on its list of ' || listed.seen_in_list_of || ')'
    when listed.designations > 0
      then 'listed by ' || authorities.authority || ' from ' || coalesce(listed.ever_on, 'a day not read') || ' to '
        || listed.delisted_on
    when looked.looked_in = 'list'
      then 'no listing found in the lists of ' || authorities.authority || ' (' || looked.list_as_of || ')'
    when looked.looked_in = 'aliases'
      then 'no listing found among the further names of ' || authorities.authority || ' (' || looked.list_as_of || ')'
    when looked.looked_in = 'announcement'
      then 'not named in the announcement of ' || authorities.authority || ' of ' || looked.list_as_of
    else 'no list of ' || authorities.authority || ' was read'
  end as part
from organisations
cross join authorities
left join listed on listed.organisation_id = organisations.organisation_id and listed.authority = authorities.authority
left join looked on looked.organisation_id = organisations.organisation_id and looked.authority = authorities.authority
where organisations.kind not in ('state', 'public_body')
order by organisations.organisation_id, listed.designations is null, listed.listed_on, looked.list_as_of is null,
  authorities.authority
