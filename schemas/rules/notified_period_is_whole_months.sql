-- title: A notified period is of whole months
-- description: States report to the 1718 Committee by the month, so that a period begins on the first of a month and ends on the last of one.
-- expected: a first and a last day of a month.
-- exceptions:
--   - {record: delivery-175, reason: 'A running total read off the page as it stood on 4 June, as its note says.'}
select 'notified_deliveries' as table_name, delivery_id as record,
  case when period_start <> date(period_start, 'start of month') then 'period_start' else 'period_end' end as field,
  period_start || ' to ' || period_end as value
from notified_deliveries
where period_start <> date(period_start, 'start of month')
  or period_end <> date(period_end, 'start of month', '+1 month', '-1 day')
