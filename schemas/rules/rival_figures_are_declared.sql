-- title: Two figures for one thing are declared as a conflict
-- description: >-
--   Where two rows give different figures in one unit for what one state notified for one period, for one ceiling, or for what one
--   party counted or estimated of one thing, data/conflicts.csv says how the record treats the later row.
-- expected: a conflict that names the row and the column, or figures that agree to two per cent.
-- remedy: Declare the conflict in data/conflicts.csv, or correct the figure or the period.
-- exceptions:
--   - {record: delivery-045, reason: 'Rounded to thousands in a report of a year later; delivery-044 counts China to May only.'}
with figures(table_name, record, field, thing, figure) as (
  select 'notified_deliveries', delivery_id, 'quantity',
    reporting_state || ' ' || period_start || ' ' || period_end || ' ' || unit, quantity
  from notified_deliveries where quantity is not null
  union all
  select 'supply_caps', cap_id, 'quantity',
    resolution || ' ' || product || ' ' || per || ' ' || period_start || ' ' || unit, quantity
  from supply_caps where quantity > 0
  union all
  select 'call_counts', count_id, 'count_low',
    counted || ' ' || coalesce(port_id, place_as_reported) || ' ' || period_start || ' ' || period_end, count_low
  from call_counts where count_low is not null
  union all
  select 'volume_estimates', estimate_id, 'quantity_central',
    estimated_by || ' ' || subject || ' ' || measure || ' ' || coalesce(period_start, '') || ' ' || coalesce(period_end, '')
      || ' ' || unit, quantity_central
  from volume_estimates where quantity_central is not null
)
select a.table_name, a.record, a.field, a.figure || ' against ' || b.figure || ' in ' || b.record as value
from figures a join figures b on b.table_name = a.table_name and b.thing = a.thing and b.record < a.record
where abs(a.figure - b.figure) > 0.02 * max(a.figure, b.figure)
  and not exists (select 1 from corrections where record_id in (a.record, b.record))
  and not exists (
    select 1 from conflicts k
    where a.record in (k.record_id, k.rival_record_id) and ';' || k.field || ';' like '%;' || a.field || ';%')
