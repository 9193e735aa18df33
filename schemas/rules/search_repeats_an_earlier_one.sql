-- title: A search repeats an earlier one
-- description: The search that another repeats was made before it, and its period is in order.
-- expected: an earlier search, and a first month that is not after the last.
select 'searches' as table_name, s.search_id as record, 'repeats_search_id' as field, s.repeats_search_id as value
from searches s join searches o on o.search_id = s.repeats_search_id
where o.searched_on > s.searched_on or o.search_id = s.search_id
union all
select 'searches', search_id, 'period_start', period_start || ' > ' || period_end
from searches where period_start > period_end
union all
select 'searches', search_id, 'period_start', coalesce(period_start, '') || ' > ' || coalesce(period_end, '')
from searches where (period_start is null) <> (period_end is null)
