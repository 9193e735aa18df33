-- title: An estimate has a figure
-- description: A row of estimates gives at least one figure, or is marked as one that cannot be used because the source prints none.
-- expected: a quantity, or usable set to false with a basis that says what the source states instead.
select 'volume_estimates' as table_name, estimate_id as record, 'quantity_central' as field, '' as value
from volume_estimates
where coalesce(quantity_low, quantity_central, quantity_high) is null and usable
