-- title: An estimate rests on the calls of its count
-- description: >-
--   An estimate that names a count gives as its deliveries a number of that count, is of the count's port where both name one, and begins in
--   the count's first month; one that rests on a number of deliveries names the count that prints it.
-- expected: deliveries, port and beginning of the count, and the count where there is one.
-- remedy: Correct the number or the count_id.
-- exceptions:
--   - {record: estimate-105, reason: The source prints the number with the estimate alone.}
--   - {record: estimate-112, reason: The source prints the number with the estimate alone.}
--   - {record: estimate-115, reason: 'The row has the number and no amount, because the source prints none.'}
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
select 'volume_estimates', estimate_id, 'count_id', '' from volume_estimates where deliveries is not null and count_id is null
