-- title: A series has no fewer calls than were documented one by one
-- description: The upper end of a count, or its only figure, is at least the number of calls recorded inside it.
-- expected: at least as many calls as data/port_calls.csv records for this count.
-- remedy: Check the count as printed, or the calls' count_id.
with documented(count_id, calls) as (
  select count_id, count(*) from port_calls where count_id is not null group by count_id
)
select 'call_counts' as table_name, n.count_id as record, 'count_high' as field,
  coalesce(n.count_high, n.count_low) || ' against ' || d.calls || ' documented' as value
from call_counts n join documented d on d.count_id = n.count_id
where coalesce(n.count_high, n.count_low) < d.calls
