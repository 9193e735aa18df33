-- title: A count has a number
-- description: A row of counts gives at least one end of what is counted.
-- expected: count_low or count_high.
select 'call_counts' as table_name, count_id as record, 'count_low' as field, '' as value
from call_counts where count_low is null and count_high is null
