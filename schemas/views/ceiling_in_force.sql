-- title: The ceiling in force
-- description: >-
--   The UN ceiling on refined petroleum products, in barrels a year from all suppliers, that no later resolution has replaced:
--   the last one adopted that has no end. One row.
-- columns:
--   cap_id: The ceiling.
--   resolution: The resolution that sets it.
--   adopted_on: Day on which it was adopted.
--   quantity: Barrels a year, from all suppliers together.
--   source_id: The document that states it.
select cap_id, resolution, adopted_on, quantity, source_id
from supply_caps
where kind = 'ceiling' and product = 'refined petroleum products' and unit = 'barrel' and per = 'year'
  and period_end is null
order by adopted_on desc, cap_id
limit 1
