-- title: A figure has a unit, and a unit a figure
-- description: Where there is a quantity its unit is stated, and a unit never stands alone.
-- expected: a quantity and its unit together.
select 'volume_estimates' as table_name, estimate_id as record, 'unit' as field, unit as value
from volume_estimates
where coalesce(quantity_low, quantity_central, quantity_high) is not null and unit is null
union all
select 'notified_deliveries', delivery_id, 'unit', unit from notified_deliveries
where (quantity is null) <> (unit is null)
union all
select 'notified_deliveries', delivery_id, 'unit_alt', unit_alt from notified_deliveries
where (quantity_alt is null) <> (unit_alt is null)
union all
select 'supply_caps', cap_id, 'unit', unit from supply_caps where quantity > 0 and unit is null
