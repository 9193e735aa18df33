-- title: A designation's identifier says who listed which ship when
-- description: The identifier of a designation is made of its authority, its day and its ship, so that a slip in one of the three shows.
-- expected: an identifier of authority, listed_on and vessel_id, such as un-2018-03-30-chon-ma-san.
-- remedy: Correct the column that differs; the identifier itself never changes.
select 'vessel_sanctions' as table_name, designation_id as record,
  case
    when designation_id not like lower(authority) || '-%' then 'authority'
    when designation_id not like lower(authority) || '-' || listed_on || '-%' then 'listed_on'
    else 'vessel_id'
  end as field,
  case
    when designation_id not like lower(authority) || '-%' then authority
    when designation_id not like lower(authority) || '-' || listed_on || '-%' then listed_on
    else vessel_id
  end as value
from vessel_sanctions
where designation_id <> lower(authority) || '-' || listed_on || '-' || vessel_id
  and designation_id not like lower(authority) || '-' || listed_on || '-' || vessel_id || '-_%'
