-- title: A factor is one that its product can have
-- description: >-
--   Barrels to the tonne follow from density: LPG 10 to 13, gasoline and naphtha 8 to 9.3, kerosene and jet fuel 7.6 to 8.1, gas oil
--   and diesel 7.1 to 7.7, fuel oil 6.2 to 7, crude oil 7 to 7.9, lubricants 6.8 to 7.3, bitumen 5.9 to 6.3, a mixed product 7.1 to
--   8.5; tonnes to the kilolitre are 6.29 by that number. Only measures of volume alone are the same for any liquid.
-- expected: a factor in the range of its product.
-- remedy: Check product, number and unit as printed.
-- exceptions:
--   - {record: factor-048, reason: Natural gasoline is lighter than motor gasoline.}
with ranges(words, least, most) as (
  values ('%lpg%', 10, 13), ('%gasoline%', 8, 9.3), ('%naphtha%', 8, 9.3), ('%kerosene%', 7.6, 8.1), ('%jet%', 7.6, 8.1),
    ('%gas oil%', 7.1, 7.7), ('%gasoil%', 7.1, 7.7), ('%diesel%', 7.1, 7.7), ('%fuel oil%', 6.2, 7), ('%crude%', 7, 7.9),
    ('%lubricant%', 6.8, 7.3), ('%bitumen%', 5.9, 6.3), ('%ethane%', 15, 18), ('%coke%', 5, 6), ('%refined product%', 7.1, 8.5),
    ('%product basket%', 7.5, 8.5), ('%spirit%', 7.6, 8.1), ('%light oil%', 7.1, 8.5), ('%cargo offered%', 7.1, 8.5)
),
factors as (
  select factor_id, product, unit,
    case unit when 'tonne_per_kilolitre' then 6.2898 / coalesce(low, factor) else coalesce(low, factor) end as low,
    case unit when 'tonne_per_kilolitre' then 6.2898 / coalesce(high, factor) else coalesce(high, factor) end as high
  from conversion_factors where unit in ('barrel_per_tonne', 'tonne_per_kilolitre')
)
select distinct 'conversion_factors' as table_name, factor_id as record, 'factor' as field,
  product || ': ' || round(low, 3) || ' ' || unit as value
from factors join ranges on lower(product) like words
where min(low, high) < least or max(low, high) > most
union all
select 'conversion_factors', factor_id, 'factor', '' from conversion_factors
where factor is null and (low is null or high is null)
union all
select 'conversion_factors', factor_id, 'product', product from conversion_factors
where (product = 'any liquid') <> (unit = 'barrel_per_cubic_metre')
