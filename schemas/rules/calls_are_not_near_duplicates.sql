-- title: No call stands twice
-- description: The same ship does not make two calls at one port on overlapping days.
-- expected: one call for one stay; two only if the days do not overlap.
-- remedy: Merge the two, and let the retired identifier point to the other in data/redirects.csv.
select distinct 'port_calls' as table_name,
  case when a.call_id < b.call_id then b.call_id else a.call_id end as record, 'date_earliest' as field,
  case when a.call_id < b.call_id then a.call_id || ' covers ' || a.date_earliest || ' to ' || a.date_latest
    else b.call_id || ' covers ' || b.date_earliest || ' to ' || b.date_latest end as value
from port_calls a
join port_calls b on b.vessel_id = a.vessel_id and b.date_earliest between a.date_earliest and a.date_latest
where b.call_id <> a.call_id and b.port_id = a.port_id
