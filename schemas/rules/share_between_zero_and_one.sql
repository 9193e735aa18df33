-- title: A share lies between zero and one
-- description: A ship is never less than empty or more than full, so no share of load or of cargo leaves the range from 0 to 1.
-- expected: a share from 0 to 1.
-- remedy: Write 90 per cent as 0.9 where the unit is share.
select 'model_parameters' as table_name, parameter_id as record,
  case when low < 0 or low > 1 then 'low' when central < 0 or central > 1 then 'central' else 'high' end as field,
  low || ' / ' || central || ' / ' || high as value
from model_parameters
where unit = 'share' and (min(low, central, high) < 0 or max(low, central, high) > 1)
union all
select 'volume_estimates', estimate_id, 'load_share', load_share
from volume_estimates where load_share < 0 or load_share > 1
