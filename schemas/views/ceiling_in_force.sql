-- title: The ceiling in force
-- description: >-
--   The UN ceiling on refined petroleum products, in barrels a year from all suppliers, that no later resolution has replaced:
--   the last one adopted that has no end. One row.
-- columns:
--   cap_id: The ceiling.
--   product: What it limits.
--   quantity: Barrels a year, from all suppliers together.
--   unit: The unit of the amount.
--   resolution: The resolution that sets it.
--   paragraph: Its paragraph.
--   adopted_on: Day on which it was adopted.
--   period_start: The day from which it counts.
--   source_id: The document that states it.
select cap_id, product, quantity, unit, resolution, paragraph, adopted_on, period_start, source_id
from supply_caps
where kind = 'ceiling' and product = 'refined petroleum products' and unit = 'barrel' and per = 'year'
  and period_end is null
order by adopted_on desc, cap_id
limit 1
