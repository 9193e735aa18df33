-- title: The ceilings in force
-- description: >-
--   For each product, and each unit in which it is set, the yearly ceiling on what all suppliers together may deliver that no
--   later resolution has ended. The row of refined petroleum products is the ceiling that this record speaks of.
-- columns:
--   cap_id: The ceiling.
--   product: What it limits.
--   quantity: How much a year.
--   unit: The unit of the amount.
--   resolution: The resolution that sets it.
--   paragraph: Its paragraph.
--   adopted_on: The day on which it was adopted.
--   period_start: The day from which it counts.
--   source_id: The document that states it.
select cap_id, product, quantity, unit, resolution, paragraph, adopted_on, period_start, source_id
from (
  select *, row_number() over (partition by product, unit order by adopted_on desc, cap_id) as newest
  from supply_caps where kind = 'ceiling' and per = 'year' and period_end is null
)
where newest = 1
order by product, unit
