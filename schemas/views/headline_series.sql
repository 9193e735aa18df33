-- title: The counted series of the headline
-- description: >-
--   The one counted series that the first page speaks of: that in which most of the calls documented one by one fall; of two
--   with as many, the first by identifier.
-- columns:
--   count_id: The series.
--   counted_by: Who counted.
--   port_id: Where.
--   period_start: First day of the series.
--   period_end: Last day of the series.
--   count_low: Lower end of the number of calls.
--   count_high: Upper end of the number of calls.
--   qualifier: How the source hedges the number.
--   source_id: The document that prints it.
--   publisher: Who published that document.
--   documented_calls: How many calls documented one by one fall in it.
select call_counts.count_id, counted_by, call_counts.port_id, period_start, period_end, count_low, count_high, qualifier,
  call_counts.source_id, sources.publisher, inside.documented_calls
from (
  select count_id, cast(count(*) as integer) as documented_calls from port_calls where count_id is not null
  group by count_id order by count(*) desc, count_id limit 1
) as inside
join call_counts on call_counts.count_id = inside.count_id
join sources on sources.source_id = call_counts.source_id
