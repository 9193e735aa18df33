-- title: A qualifier fits the figures beside it
-- description: What is more than or at least a number has only that lower end, what is up to a number only the upper one, what is exact has both ends equal, or one figure or a range, and what is about so much has one figure or a range.
-- expected: figures in the columns that the qualifier speaks of.
-- remedy: Move the figure, or correct the qualifier.
select 'call_counts' as table_name, count_id as record, 'qualifier' as field, qualifier as value
from call_counts
where (qualifier in ('more_than', 'at_least') and (count_low is null or count_high is not null))
  or (qualifier = 'exactly' and (count_low is null or count_high is null))
  or (qualifier is null and count_high is not null)
  or (qualifier = 'up_to' and (count_high is null or count_low is not null))
union all
select 'volume_estimates', estimate_id, 'qualifier', qualifier from volume_estimates
where (qualifier in ('more_than', 'at_least', 'likely_more_than') and (quantity_low is null
    or quantity_central is not null or quantity_high is not null))
  or (qualifier = 'up_to' and (quantity_high is null or quantity_low is not null or quantity_central is not null))
  or (qualifier in ('about', 'nearly', 'could_amount_to', 'may_be_about') and quantity_central is null
    and (quantity_low is null or quantity_high is null))
  or (qualifier = 'exactly' and quantity_central is null and (quantity_low is null or quantity_high is null))
  or (qualifier is null and coalesce(quantity_low, quantity_central, quantity_high) is not null)
  or (qualifier is not null and coalesce(quantity_low, quantity_central, quantity_high) is null)
