-- title: Changes of the method follow each other
-- description: >-
--   The changes of one version are numbered without a gap; each begins with the barrels and the width with which the one before it
--   ended, and no step moves the headline by more than a half.
-- expected: barrels_before and width_before as the change before left them, and the next number.
-- remedy: Run the model before and after the change again, and enter what it gives.
with steps as (
  select method_change_id, version, changed_on, barrels_before, barrels_after, width_before, width_after,
    lag(method_change_id) over (order by method_change_id) as earlier,
    lag(barrels_after) over (order by method_change_id) as barrels_then,
    lag(width_after) over (order by method_change_id) as width_then,
    lag(changed_on) over (order by method_change_id) as changed_then,
    cast(substr(method_change_id, 8) as integer) - row_number() over (order by method_change_id) as gap
  from method_changes
),
faults(record, field, value) as (
  select method_change_id, 'method_change_id', method_change_id from steps where gap <> 0
  union all
  select method_change_id, 'barrels_before', barrels_before || ' against ' || barrels_then
  from steps where barrels_before <> barrels_then
  union all
  select earlier, 'barrels_after', barrels_then || ' against ' || barrels_before
  from steps where barrels_before <> barrels_then
  union all
  select method_change_id, 'width_before', width_before || ' against ' || width_then
  from steps where width_before <> width_then
  union all
  select earlier, 'width_after', width_then || ' against ' || width_before from steps where width_before <> width_then
  union all
  select method_change_id, 'changed_on', changed_on || ' before ' || changed_then from steps where changed_on < changed_then
  union all
  select method_change_id, 'barrels_before', barrels_before || ' to ' || barrels_after from steps
  where min(barrels_before, barrels_after) < 0.5 * max(barrels_before, barrels_after)
  union all
  select method_change_id, 'barrels_after', barrels_before || ' to ' || barrels_after from steps
  where min(barrels_before, barrels_after) < 0.5 * max(barrels_before, barrels_after)
  union all
  select method_change_id, 'width_before', width_before || ' of ' || barrels_before from steps
  where width_before not between 0.1 * barrels_before and 1.5 * barrels_before
  union all
  select method_change_id, 'width_after', width_after || ' of ' || barrels_after from steps
  where width_after not between 0.1 * barrels_after and 1.5 * barrels_after
)
select distinct 'method_changes' as table_name, record, field, value from faults
