-- title: A call lies inside the series that it is counted in
-- description: A call that falls in a counted series is at that series' port, and its days meet the series' period.
-- expected: the port of the count, and days inside its period.
-- remedy: Correct count_id, or leave it empty.
select 'port_calls' as table_name, c.call_id as record, 'count_id' as field, c.count_id as value
from port_calls c join call_counts n on n.count_id = c.count_id
where c.port_id <> n.port_id or c.date_latest < n.period_start or c.date_earliest > n.period_end
  or (
    (c.date_earliest < n.period_start or c.date_latest > n.period_end)
    and not exists (
      select 1 from conflicts k join sightings s on s.sighting_id in (k.record_id, k.rival_record_id)
      where s.call_id = c.call_id
    )
  )
