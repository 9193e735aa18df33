-- title: The same quantity in two units is the same quantity
-- description: Where a source gives barrels and tonnes, one tonne is 6.9 to 8.4 barrels, as in all that states have notified; anything else is a slip of a digit or a unit.
-- expected: 6.9 to 8.4 barrels to the tonne.
-- remedy: Check the units as printed; if the source is wrong, record it in data/corrections.csv.
select 'notified_deliveries' as table_name, delivery_id as record, 'quantity_alt' as field,
  quantity || ' ' || unit || ' and ' || quantity_alt || ' ' || unit_alt as value
from notified_deliveries
where quantity > 0 and quantity_alt > 0 and unit <> unit_alt
  and (case unit when 'barrel' then quantity / quantity_alt else quantity_alt / quantity end) not between 6.9 and 8.4
  and not exists (select 1 from corrections k where k.record_id = delivery_id)
