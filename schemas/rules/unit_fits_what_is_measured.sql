-- title: A unit fits what is measured
-- description: >-
--   A load share or a part of a whole is in per cent, an amount in barrels, tonnes or kilolitres, a payment in money; and a
--   number lies where such numbers lie: barrels to the tonne between 5 and 17, tonnes to the kilolitre between 0.5 and 1.1, per
--   cent up to 100, a tanker of this trade up to 20,000 tonnes. Ten or a thousand times more is a slip of units.
-- expected: a unit of this measure, and a number that the unit can have.
-- remedy: Check number and unit as printed.
with figures(table_name, record, field, measure, unit, low, high) as (
  select 'volume_estimates', estimate_id,
    case when quantity_central is not null then 'quantity_central' when quantity_low is not null then 'quantity_low'
      else 'quantity_high' end,
    measure, unit, coalesce(min(quantity_low, quantity_high), quantity_low, quantity_central, quantity_high),
    coalesce(max(quantity_low, quantity_high), quantity_high, quantity_central, quantity_low)
  from volume_estimates
  union all
  select 'conversion_factors', factor_id, 'factor', 'factor', unit, coalesce(low, factor), coalesce(high, factor)
  from conversion_factors
  union all
  select 'model_parameters', parameter_id, 'central',
    case when parameter_id like '%barrels-per-tonne%' then 'factor' when unit = 'times' then 'part' when unit = 'vessel' then 'ships'
      when unit = 'day' then 'stay' when unit = 'cubic_metre_per_tonne' then 'tanks' when parameter_id = 'caller-deadweight' then 'vessel_size'
      else 'part' end, unit, low, high
  from model_parameters
  union all
  select 'notified_deliveries', delivery_id, 'quantity', 'delivery', unit, quantity, quantity from notified_deliveries
  union all
  select 'notified_deliveries', delivery_id, 'quantity_alt', 'delivery', unit_alt, quantity_alt, quantity_alt
  from notified_deliveries
  union all
  select 'supply_caps', cap_id, 'quantity', 'cap', unit, quantity, quantity from supply_caps where quantity > 0
),
known(measure, unit, least, most) as (
  values ('load_share', 'percent', 1, 100), ('share', 'percent', 0, 100), ('ratio', 'percent', 0, 1000),
    ('ratio', 'times', 0, 1000), ('quantity', 'barrel', 1000, 10000000), ('quantity', 'tonne', 100, 1000000),
    ('quantity', 'kilolitre', 100, 1000000), ('payment', 'rouble', 1000000, 10000000000), ('tank_cars', 'tank_car', 1, 500),
    ('vessel_capacity', 'barrel', 5000, 150000), ('vessel_size', 'tonne', 500, 20000), ('part', 'share', null, null),
    ('part', 'times', 0.1, 10), ('ships', 'vessel', 1, 200), ('stay', 'day', 1, 60), ('tanks', 'cubic_metre_per_tonne', 0.8, 2),
    ('factor', 'barrel_per_tonne', 5, 17), ('factor', 'tonne_per_kilolitre', 0.5, 1.1),
    ('factor', 'barrel_per_cubic_metre', 6.28, 6.3), ('delivery', 'barrel', 0, 600000), ('delivery', 'tonne', 0, 75000),
    ('cap', 'barrel', 100000, 10000000), ('cap', 'tonne', 10000, 1500000)
)
select f.table_name, f.record, case when k.unit is null then iif(f.field = 'quantity_alt', 'unit_alt', 'unit') else f.field
  end as field, f.low || ' to ' || f.high || ' ' || f.unit as value
from figures f left join known k on k.measure = f.measure and k.unit = f.unit
where f.unit is not null and (k.unit is null or f.low < k.least or f.high > k.most)
