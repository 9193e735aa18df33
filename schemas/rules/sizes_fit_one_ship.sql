-- title: The sizes of a ship fit one another
-- description: >-
--   Deadweight and tonnage grow with the cube of length. Among the tankers and small cargo ships here, a cubic metre of
--   length cubed carries 0.002 to 0.012 tonnes, and deadweight is 1 to 2.5 times gross tonnage; ten times more or less is a slip.
-- expected: a deadweight, a tonnage and a length that one ship can have.
-- remedy: Check the value and its unit in the source.
select 'vessels' as table_name, vessel_id as record,
  case when dwt_tonnes is null or dwt_tonnes / gross_tonnage between 1 and 2.5 then 'length_m' else 'dwt_tonnes' end as field,
  coalesce(dwt_tonnes, '?') || ' dwt, ' || coalesce(gross_tonnage, '?') || ' gross, ' || coalesce(length_m, '?') || ' m'
    as value
from vessels
where dwt_tonnes / gross_tonnage not between 1 and 2.5
  or dwt_tonnes / (length_m * length_m * length_m) not between 0.002 and 0.012
  or gross_tonnage / (length_m * length_m * length_m) not between 0.001 and 0.009
