-- title: A month not reported has no figure
-- description: A reported delivery has a quantity, which may be zero; a period that was not reported has none.
-- expected: a quantity exactly when the status is reported.
select 'notified_deliveries' as table_name, delivery_id as record, 'status' as field, status as value
from notified_deliveries where (status = 'reported') <> (quantity is not null)
union all
select 'notified_deliveries', delivery_id, 'as_of', as_of || ' for a period to ' || period_end
from notified_deliveries
where period_end <> date(period_end, 'start of month', '+1 month', '-1 day')
  and substr(period_end, 1, length(coalesce(as_of, ''))) <> coalesce(as_of, '')
union all
select 'notified_deliveries', delivery_id, 'rounded', quantity || ' ' || unit
from notified_deliveries
where rounded and quantity <> round(quantity / 10) * 10 and coalesce(note, '') not like '%Printed as about%'
