-- title: The headline series
-- description: >-
--   The counted series in which most of the calls that are documented one by one fall: the series of the first page, of the
--   charts and of the comparison with the ceiling. One row.
-- columns:
--   count_id: The series.
--   counted_by: Who counted.
--   period_start: First day of the count.
--   period_end: Last day of the count.
--   calls: How many calls were counted.
--   documented_calls: How many of them are documented one by one.
select call_counts.count_id, counted_by, period_start, period_end, count_low as calls, count(*) as documented_calls
from call_counts join port_calls using (count_id)
where counted = 'calls'
group by count_id
order by documented_calls desc, count_id
limit 1
