-- title: A count of a part has its whole
-- description: >-
--   A count of the calls by listed ships goes with a count of all calls by the same party at the same port in the same period, and is not
--   larger; a count of listed ships is not larger than the number of ships that it names.
-- expected: a count of all calls of the same series that is at least as large.
-- remedy: Correct what is counted, or add the count of all calls first.
select 'call_counts' as table_name, a.count_id as record, 'counted' as field, a.counted as value
from call_counts a
where a.counted = 'calls_by_un_listed' and not exists (
  select 1 from call_counts b
  where b.counted = 'calls' and b.counted_by = a.counted_by and b.port_id = a.port_id and b.period_start = a.period_start
    and b.period_end = a.period_end and coalesce(b.count_high, b.count_low) >= a.count_low)
union all
select 'call_counts', count_id, 'count_low', count_low || ' of ' || vessels_low
from call_counts where counted = 'vessels_un_listed' and count_low > vessels_low
