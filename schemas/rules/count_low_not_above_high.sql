-- title: The low end of a count is not above its high end
-- description: In every count the lower figure is at most the higher, for calls and for vessels.
-- expected: a low end that is at most the high end.
select 'call_counts' as table_name, count_id as record,
  case when count_low > count_high then 'count_low' else 'vessels_low' end as field,
  case when count_low > count_high then count_low || ' > ' || count_high
    else vessels_low || ' > ' || vessels_high end as value
from call_counts where count_low > count_high or vessels_low > vessels_high
