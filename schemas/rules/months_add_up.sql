-- title: Months add up to the total of their period
-- description: >-
--   Where a state's total for several months and each of those months are on record in one unit, the months make the total to two
--   per cent; and a total of the year to date grows by the month that it takes in. Two months exchanged, or one that is ten times
--   too large, show in one of the two.
-- expected: months whose sum is the total, or a conflict or a correction that names the total.
-- remedy: Compare the months and the total with their sources; if the sources do not agree, declare the conflict.
with months as (
  select delivery_id, reporting_state, unit, period_start, period_end, quantity, rounded
  from notified_deliveries
  where quantity is not null and substr(period_start, 1, 7) = substr(period_end, 1, 7)
    and not exists (select 1 from corrections where record_id = delivery_id)
),
totals as (
  select delivery_id, reporting_state, unit, period_start, period_end, quantity,
    cast(substr(period_end, 6, 2) as integer) - cast(substr(period_start, 6, 2) as integer) + 1 as length
  from notified_deliveries
  where quantity > 0 and substr(period_start, 1, 4) = substr(period_end, 1, 4)
    and substr(period_start, 1, 7) <> substr(period_end, 1, 7)
),
sums(record, total, found) as (
  select t.delivery_id, t.quantity, sum(m.quantity)
  from totals t
  join months m on m.reporting_state = t.reporting_state and m.unit = t.unit and m.period_start >= t.period_start
    and m.period_end <= t.period_end
  group by t.delivery_id, t.quantity, t.length
  having count(m.delivery_id) = t.length and count(distinct m.period_start) = t.length
),
steps(record, total, found) as (
  select m.delivery_id, m.quantity, later.quantity - earlier.quantity
  from totals later
  join notified_deliveries earlier on earlier.reporting_state = later.reporting_state and earlier.unit = later.unit
    and earlier.period_start = later.period_start
    and date(earlier.period_end, '+1 day', 'start of month', '+1 month', '-1 day') = later.period_end
  join months m on m.reporting_state = later.reporting_state and m.unit = later.unit and m.period_end = later.period_end
  where earlier.quantity is not null and not earlier.rounded
    and not exists (select 1 from conflicts k where later.delivery_id in (k.record_id, k.rival_record_id)
      or earlier.delivery_id in (k.record_id, k.rival_record_id))
),
compared(record, total, found) as (select record, total, found from sums union all select record, total, found from steps)
select 'notified_deliveries' as table_name, record, 'quantity' as field,
  total || ' against ' || round(found, 2) as value
from compared
where abs(total - found) > 0.02 * max(total, found)
  and not exists (select 1 from corrections where record_id = record)
  and not exists (select 1 from conflicts k where record in (k.record_id, k.rival_record_id))
