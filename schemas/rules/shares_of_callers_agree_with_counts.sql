-- title: Shares of callers agree with the counts on record
-- description: >-
--   Where somebody counted calls of a series and, of the same series, those by ships on the UN list, the share of listed
--   ships' calls that the model draws is never below that count, and the share of calls by ships that nobody has named
--   leaves room for it: the named ships on the list must be able to make the calls that are still missing.
-- expected: a lowest listed-share of at least the counted calls by listed ships, and a highest unseen-share that leaves them room.
-- remedy: Change the end of the parameter, or the count if it was read wrongly.
with series as (
  select counts.count_id, counts.port_id, counts.count_low as calls, counts.period_start, counts.period_end,
    max(listed.count_low) as listed
  from call_counts as counts
  join call_counts as listed on listed.counted = 'calls_by_un_listed' and listed.port_id = counts.port_id
    and listed.counted_by = counts.counted_by and listed.period_start = counts.period_start
    and listed.period_end = counts.period_end
  where counts.counted = 'calls'
  group by counts.count_id, counts.port_id, counts.count_low, counts.period_start, counts.period_end
),
known as (
  select series.count_id, series.calls, series.listed, count(port_calls.vessel_id) as identified,
    count(case when vessels.un_listed = 1 then 1 end) as identified_listed
  from series
  left join port_calls on port_calls.port_id = series.port_id and port_calls.operation = 'load'
    and port_calls.date_earliest <= series.period_end and port_calls.date_latest >= series.period_start
  left join vessels on vessels.vessel_id = port_calls.vessel_id
  group by series.count_id, series.calls, series.listed
  having series.listed <= series.calls and count(port_calls.vessel_id) < series.calls
),
bounds as (
  select count_id, 'listed-share' as parameter_id, 'low' as field, 1.0 * listed / calls as least, 1.0 as most from known
  union all
  select count_id, 'unseen-share', 'high', 0.0,
    1.0 - 1.0 * max(listed - identified_listed, 0) / (calls - identified)
  from known
)
select 'model_parameters' as table_name, model_parameters.parameter_id as record, field,
  case field when 'low' then low else high end || ' against ' || count_id as value
from bounds join model_parameters on model_parameters.parameter_id = bounds.parameter_id
where case field when 'low' then low else high end not between least and most
