-- title: An organisation's designation says who listed whom when
-- description: The identifier is made of authority, day and organisation, with `undated` in the place of a day that no document gives.
-- expected: an identifier of authority, listed_on and organisation_id, such as gb-2024-05-17-toplivo-bunkering-company.
-- remedy: Correct the column that differs; the identifier itself never changes.
select 'organisation_designations' as table_name, designation_id as record,
  case
    when designation_id not like lower(authority) || '-%' then 'authority'
    when designation_id not like lower(authority) || '-' || coalesce(listed_on, 'undated') || '-%' then 'listed_on'
    else 'organisation_id'
  end as field,
  case
    when designation_id not like lower(authority) || '-%' then authority
    when designation_id not like lower(authority) || '-' || coalesce(listed_on, 'undated') || '-%' then listed_on
    else organisation_id
  end as value
from organisation_designations
where designation_id <> lower(authority) || '-' || coalesce(listed_on, 'undated') || '-' || organisation_id
  and designation_id not like lower(authority) || '-' || coalesce(listed_on, 'undated') || '-' || organisation_id || '-_%'
