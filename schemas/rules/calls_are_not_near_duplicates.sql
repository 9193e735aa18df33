-- title: No call stands twice
-- description: The same ship does not make two calls at one port on overlapping days.
-- expected: one call for one stay; two only if the days do not overlap.
-- remedy: Merge the two, and let the retired identifier point to the other in data/redirects.csv.
select 'port_calls' as table_name, a.call_id as record, 'date_earliest' as field,
  b.call_id || ' covers ' || b.date_earliest || ' to ' || b.date_latest as value
from port_calls a
join port_calls b on b.vessel_id = a.vessel_id and b.port_id = a.port_id and b.call_id < a.call_id
where a.date_earliest <= b.date_latest and b.date_earliest <= a.date_latest
