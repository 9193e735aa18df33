-- title: Low, central and high stand in order
-- description: In every range the low end is at most the central value, and that at most the high end.
-- expected: low <= central <= high.
-- remedy: Check which figure belongs in which column.
with ranges as (
  select 'volume_estimates' as table_name, estimate_id as record, quantity_low as low,
    quantity_central as central, quantity_high as high, 'quantity_low' as field from volume_estimates
  union all
  select 'conversion_factors', factor_id, low, factor, high, 'low' from conversion_factors
  union all
  select 'model_parameters', parameter_id, low, central, high, 'low' from model_parameters
)
select table_name, record, field,
  coalesce(low, '') || ' / ' || coalesce(central, '') || ' / ' || coalesce(high, '') as value
from ranges where low > central or central > high or low > high
