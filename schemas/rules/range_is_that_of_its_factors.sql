-- title: A range of barrels per tonne is that of the factors it names
-- description: >-
--   Where the reason of a parameter names two or more conversion factors and says which of them is the low or the high end, that end is the lowest
--   or the highest of them, to two places.
-- expected: the lowest and the highest of the factors that the reason names.
-- remedy: Compare both with data/conversion_factors.csv; the reason names what the ends are taken from.
with named as (
  select p.parameter_id, p.reason, p.low, p.high, min(coalesce(f.low, f.factor)) as least, max(coalesce(f.high, f.factor)) as most
  from model_parameters p join conversion_factors f on instr(p.reason, f.factor_id) > 0 and f.unit = p.unit
  where p.unit = 'barrel_per_tonne'
  group by p.parameter_id, p.reason, p.low, p.high having count(f.factor_id) > 1
)
select 'model_parameters' as table_name, parameter_id as record, 'low' as field, low || ' against ' || least as value
from named where instr(reason, 'low end') > 0 and abs(low - least) > 0.00501
union all
select 'model_parameters', parameter_id, 'high', high || ' against ' || most
from named where instr(reason, 'high end') > 0 and abs(high - most) > 0.00501
