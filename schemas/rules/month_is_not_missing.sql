-- title: No month between two reported months is missing
-- description: >-
--   The months of one state and year in one unit follow each other without a gap, unless a row says that a month was not
--   reported, or the rule excepts the month before the gap because no document read prints the next one.
-- expected: the month after this one, a row of it with the status not_reported, or no later month of the year.
-- remedy: Restore the row, or enter that the month was not reported.
-- exceptions:
--   - {record: delivery-002, reason: No document read prints the month after it.}
--   - {record: delivery-003, reason: No document read prints the month after it.}
--   - {record: delivery-007, reason: No document read prints the month after it.}
--   - {record: delivery-031, reason: No document read prints the month after it.}
--   - {record: delivery-037, reason: No document read prints the month after it.}
--   - {record: delivery-051, reason: No document read prints the month after it.}
--   - {record: delivery-079, reason: No document read prints the month after it.}
--   - {record: delivery-119, reason: No document read prints the month after it.}
--   - {record: delivery-120, reason: No document read prints the month after it.}
with months as (
  select delivery_id, reporting_state, unit, period_start, period_end
  from notified_deliveries
  where substr(period_start, 1, 7) = substr(period_end, 1, 7) and unit is not null
)
select 'notified_deliveries' as table_name, m.delivery_id as record, 'period_end' as field, m.period_end as value
from months m
where exists (
    select 1 from months later
    where later.reporting_state = m.reporting_state and later.unit = m.unit and later.period_start > m.period_end
      and substr(later.period_start, 1, 4) = substr(m.period_start, 1, 4))
  and not exists (
    select 1 from notified_deliveries next
    where next.reporting_state = m.reporting_state and next.period_start <= date(m.period_end, '+1 day')
      and next.period_end > m.period_end and (next.unit = m.unit or next.unit is null)
      and substr(next.period_start, 1, 7) >= substr(date(m.period_end, '+1 day'), 1, 7))
