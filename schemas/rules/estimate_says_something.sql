-- title: An estimate has a figure
-- description: >-
--   A row of estimates gives at least one figure, or is marked as one that cannot be used because the source
--   prints none. What goes by rail has no ship.
-- expected: >-
--   a quantity, or usable set to false with a basis that says what the source states instead; a ship for oil by sea alone.
select 'volume_estimates' as table_name, estimate_id as record, 'quantity_central' as field, '' as value
from volume_estimates
where coalesce(quantity_low, quantity_central, quantity_high) is null and usable
union all
select 'volume_estimates', estimate_id, 'vessel_id', vessel_id
from volume_estimates
where flow = 'rail' and vessel_id is not null
