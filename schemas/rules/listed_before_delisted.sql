-- title: A ship is listed before it is removed
-- description: The day of a listing comes before the day of its removal.
-- expected: a delisted_on that is later than listed_on.
select 'vessel_sanctions' as table_name, designation_id as record, 'delisted_on' as field,
  listed_on || ' > ' || delisted_on as value
from vessel_sanctions where delisted_on is not null and delisted_on <= listed_on
union all
select 'organisation_designations', designation_id, 'delisted_on', listed_on || ' > ' || delisted_on
from organisation_designations where delisted_on <= listed_on
