-- title: Tonnes are not taken for barrels
-- description: Two figures for one state and month, both in barrels, of which one is 6 to 9 times the other, are the same delivery in two units; the smaller needs a correction.
-- expected: a row of data/corrections.csv for the smaller figure.
-- remedy: Say in data/corrections.csv that the figure as printed is in tonnes.
select 'notified_deliveries' as table_name, a.delivery_id as record, 'unit' as field,
  a.quantity || ' against ' || b.quantity || ' barrels' as value
from notified_deliveries a
join notified_deliveries b on b.reporting_state = a.reporting_state and b.period_start = a.period_start
  and b.period_end = a.period_end
where a.unit = 'barrel' and b.unit = 'barrel' and a.quantity > 0
  and b.quantity / a.quantity between 6 and 9
  and not exists (select 1 from corrections k where k.record_id = a.delivery_id)
