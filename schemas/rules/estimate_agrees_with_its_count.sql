-- title: An estimate rests on the calls of its count
-- description: >-
--   An estimate that names a count gives as its deliveries a number of that count, is of the count's port where both name one, and begins in
--   the count's first month; one with the number of calls of a count by the same party and period names that count.
-- expected: deliveries, port and beginning of the count, and the count where there is one.
-- remedy: Correct the number or the count_id.
select 'volume_estimates' as table_name, e.estimate_id as record,
  case
    when e.deliveries not in (coalesce(n.count_low, -1), coalesce(n.count_high, -1)) then 'deliveries'
    else 'count_id'
  end as field,
  coalesce(e.deliveries, '') || ' and ' || e.count_id as value
from volume_estimates e join call_counts n on n.count_id = e.count_id
where (e.deliveries is not null and e.deliveries not in (coalesce(n.count_low, -1), coalesce(n.count_high, -1)))
  or e.port_id <> n.port_id or substr(e.period_start, 1, 7) <> substr(n.period_start, 1, 7)
union all
select 'volume_estimates', e.estimate_id, 'count_id', coalesce(e.count_id, '')
from volume_estimates e
join call_counts n on n.counted = 'calls' and e.deliveries in (n.count_low, n.count_high)
  and n.source_id = e.source_id
where e.count_id is null
