-- title: A scenario's identifier says its value
-- description: A scenario of the model is called by its share in per cent, and has no other value.
-- expected: the number in the identifier, in per cent, as low, central and high.
-- remedy: Correct the value; another value is another scenario with an identifier of its own.
with scenarios as (
  select parameter_id, low, central, high,
    cast(ltrim(substr(parameter_id, length(parameter_id) - 2), '-') as integer) / 100.0 as share
  from model_parameters where parameter_id like 'scenario-%'
)
select 'model_parameters' as table_name, parameter_id as record,
  case when abs(central - share) >= 0.005 then 'central' when abs(low - share) >= 0.005 then 'low' else 'high' end as field,
  low || ' / ' || central || ' / ' || high as value
from scenarios
where abs(central - share) >= 0.005 or abs(low - share) >= 0.005 or abs(high - share) >= 0.005
union all
select 'model_parameters', parameter_id, 'parameter_id', parameter_id from scenarios
where abs(central - share) >= 0.005 and low = central and high = central
