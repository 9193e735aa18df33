-- title: A call that falls in a series says so
-- description: >-
--   A call to load at the port and in the period of the counted series that the headline is about names that series, so that no call is
--   left out of what was documented.
-- expected: the count_id of a series of calls at this port and in this period.
-- remedy: Enter the series.
select 'port_calls' as table_name, c.call_id as record, 'count_id' as field, coalesce(c.count_id, '') as value
from port_calls c join headline_series h on h.port_id = c.port_id
where c.operation = 'load' and c.date_earliest >= h.period_start and c.date_latest <= h.period_end
  and (c.count_id is null or c.count_id in (
    select count_id from call_counts where counted <> 'calls' and port_id = h.port_id and period_end >= h.period_start))
