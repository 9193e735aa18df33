-- title: A correction changes one thing
-- description: >-
--   What is used instead of a printed figure is the same number in another unit, or another number in the same unit. Both units are units
--   of an amount.
-- expected: the printed number with another unit, or another number with the unit of the record.
-- remedy: Say in the reason what is wrong with the figure, and change that alone.
with units as (
  select delivery_id as record_id, unit from notified_deliveries
  union all
  select estimate_id, unit from volume_estimates
)
select 'corrections' as table_name, correction_id as record, 'as_used' as field, as_used as value
from corrections c join units u on u.record_id = c.record_id
where c.as_used is not null and (c.as_used = c.as_printed) = (c.unit_as_used = u.unit)
union all
select 'corrections', correction_id, 'unit_as_used', unit_as_used
from corrections c join units u on u.record_id = c.record_id
where u.unit in ('barrel', 'tonne', 'kilolitre') and c.unit_as_used not in ('barrel', 'tonne', 'kilolitre')
