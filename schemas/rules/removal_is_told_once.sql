-- title: A removal has one day
-- description: A later list in which the ship no longer stands is named only where the day of removal is not known, and is later than the listing.
-- expected: gone_by to be empty beside delisted_on, and to be later than listed_on.
select 'vessel_sanctions' as table_name, designation_id as record, 'gone_by' as field,
  coalesce(delisted_on, listed_on) || ' > ' || gone_by as value
from vessel_sanctions where gone_by is not null and (delisted_on is not null or gone_by <= listed_on)
