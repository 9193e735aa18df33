-- title: What was looked at is what was counted
-- description: >-
--   Where a document gives both a count of calls and how often somebody looked, the effort has the place, port, period and observer of one
--   of its counts.
-- expected: place, port, period and observer of a count from the same document.
-- remedy: Correct the column that differs.
with near as (
  select e.effort_id, c.count_id,
    (coalesce(c.port_id, '') <> coalesce(e.port_id, '')) as port, (c.place_as_reported <> e.place_as_reported) as place,
    (coalesce(c.period_start, '') <> coalesce(e.period_start, '')) as first_day,
    (coalesce(c.period_end, '') <> coalesce(e.period_end, '')) as last_day,
    (c.counted_by <> e.observed_by) as observer
  from observation_effort e join call_counts c on c.source_id = e.source_id
),
nearest as (
  select effort_id, min(port + place + first_day + last_day + observer) as off from near group by effort_id
)
select distinct 'observation_effort' as table_name, near.effort_id as record,
  case when port then 'port_id' when place then 'place_as_reported' when first_day then 'period_start'
    when last_day then 'period_end' else 'observed_by' end as field,
  'not as in ' || near.count_id as value
from near join nearest on nearest.effort_id = near.effort_id and off = port + place + first_day + last_day + observer
where off > 0
union all
select 'observation_effort', effort_id, 'period_end', period_start || ' to ' || period_end
from observation_effort
where julianday(period_end) - julianday(period_start) > 730
  and (period_start not like '%-01-01' or period_end not like '%-12-31')
