-- title: An estimate has a figure
-- description: A row of estimates gives at least one figure, or says in its basis why the source gives none.
-- expected: a quantity, or a basis that says what the source states instead.
select 'volume_estimates' as table_name, estimate_id as record, 'quantity_central' as field, '' as value
from volume_estimates
where coalesce(quantity_low, quantity_central, quantity_high) is null and basis is null
