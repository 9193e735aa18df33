-- title: An amount fits its ships and its months
-- description: >-
--   A tanker of this trade carries 4,000 to 40,000 barrels, and the most that a state has notified for a month is China's 65,386
--   barrels, 7,849 tonnes, of September 2024; what a call or a month would have to hold beyond that is a slip of a digit, a unit
--   or a day.
-- expected: 4,000 to 40,000 barrels a delivery, 600 to 5,500 tonnes; at most 66,000 barrels or 8,000 tonnes a month notified.
-- remedy: Check the amount, the number of deliveries and the period as printed.
select 'volume_estimates' as table_name, estimate_id as record, 'deliveries' as field,
  coalesce(quantity_low, quantity_central, quantity_high) || ' ' || unit || ' in ' || deliveries as value
from volume_estimates
where measure = 'quantity' and deliveries is not null and unit in ('barrel', 'tonne')
  and (coalesce(quantity_low, quantity_central, quantity_high) * 1.0 / deliveries < iif(unit = 'barrel', 4000, 600)
    or coalesce(quantity_high, quantity_central, quantity_low) * 1.0 / deliveries > iif(unit = 'barrel', 40000, 5500))
union all
select 'notified_deliveries', delivery_id, 'quantity', quantity || ' ' || unit
from notified_deliveries
where quantity > iif(unit = 'barrel', 66000, 8000)
  * max(1, round((julianday(period_end) - julianday(period_start) + 1) / 30.4)) * iif(reporting_state in ('Russia', 'China'), 1, 2)
