-- title: No figure is in the record twice
-- description: >-
--   One party does not print the same estimate twice, a state does not notify the same amount for one period twice, and a
--   count of one party at one port for one period is one row; a further document that prints it is a citation. Nor does one
--   source give two amounts for it that differ by less than two per cent, and what one row says was not reported no other row reports.
-- expected: each figure once, with further documents in data/citations.csv, or a conflict that names both rows.
-- remedy: Take the second row out and cite its source for the first; if the two are different figures, declare the conflict.
-- exceptions:
--   - {record: estimate-007, reason: 'The million of the BBC is for 43 calls, that of estimate-006 for more than 40.'}
with twice(table_name, record, field, other) as (
  select 'volume_estimates', max(a.estimate_id, b.estimate_id), 'estimate_id', min(a.estimate_id, b.estimate_id)
  from volume_estimates a
  join volume_estimates b on b.measure = a.measure and b.unit = a.unit and b.estimated_by = a.estimated_by
    and b.estimate_id > a.estimate_id
    and coalesce(b.quantity_low, -1) = coalesce(a.quantity_low, -1)
    and coalesce(b.quantity_central, -1) = coalesce(a.quantity_central, -1)
    and coalesce(b.quantity_high, -1) = coalesce(a.quantity_high, -1)
    and coalesce(b.vessel_id, '') = coalesce(a.vessel_id, '')
  where coalesce(a.quantity_low, a.quantity_central, a.quantity_high) is not null
  union all
  select 'notified_deliveries', max(a.delivery_id, b.delivery_id), 'delivery_id', min(a.delivery_id, b.delivery_id)
  from notified_deliveries a
  join notified_deliveries b on b.reporting_state = a.reporting_state and b.period_start = a.period_start
    and b.period_end = a.period_end and b.delivery_id > a.delivery_id
  where (b.unit = a.unit and b.quantity = a.quantity) or (b.unit = a.unit_alt and b.quantity = a.quantity_alt)
    or (b.unit_alt = a.unit and b.quantity_alt = a.quantity) or (b.status = 'not_reported' and a.status = 'not_reported')
    or (b.source_id = a.source_id and b.unit = a.unit and abs(b.quantity - a.quantity) <= 0.02 * max(a.quantity, b.quantity))
    or b.status <> a.status
  union all
  select 'call_counts', max(a.count_id, b.count_id), 'count_id', min(a.count_id, b.count_id)
  from call_counts a
  join call_counts b on b.counted = a.counted and b.counted_by = a.counted_by and b.count_id > a.count_id
    and coalesce(b.port_id, b.place_as_reported) = coalesce(a.port_id, a.place_as_reported)
    and b.period_start = a.period_start and b.period_end = a.period_end
)
select table_name, record, field, record || ' and ' || other as value
from twice
where not exists (
  select 1 from conflicts k
  where (k.record_id = record and k.rival_record_id = other) or (k.record_id = other and k.rival_record_id = record))
