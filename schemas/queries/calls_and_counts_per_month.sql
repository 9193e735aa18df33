-- title: Calls and counts per month and port
-- description: >-
--   For each month and port the calls documented one by one, by confidence, beside the numbers of calls that sources
--   print for that month alone and the longer series that contain it. A series counts all its months together and
--   cannot be split over them, and its calls include the documented ones, so the columns are never to be added. A month
--   with no documented call is a month of which no single call has been published, not one without calls.
-- parameters:
--   year: {title: 'Year, such as 2024; empty for all', default: ''}
--   port_id: {title: 'Port, such as RUVYP; empty for all', default: RUVYP}
-- example: By default it shows Vostochny month by month, with five documented calls in March 2024, none from June to September 2024, and the series of 43 calls beside them.
-- chart: {title: 'Calls documented one by one, by month', label: 'month port_name', value: documented_calls, unit: calls}
with recursive months(month, port_id, last_month) as (
  select month, port_id, month from port_calls
  union
  select substr(period_start, 1, 7), port_id, substr(period_end, 1, 7) from call_counts
  where counted = 'calls' and port_id is not null
  union
  select strftime('%Y-%m', month || '-01', '+1 month'), port_id, last_month from months where month < last_month
),
port_months as (select distinct month, port_id from months),
documented as (
  select month, port_id, count(*) as documented_calls, sum(confidence = 'confirmed') as confirmed,
    sum(confidence = 'probable') as probable, sum(confidence = 'possible') as possible,
    count(distinct vessel_id) as identified_vessels
  from port_calls group by month, port_id
),
numbers as (
  select *, counted_by || ' ' || replace(coalesce(qualifier || ' ', ''), '_', ' ')
    || case when count_high is not null and count_high <> count_low then count_low || ' to ' || count_high else count_low end
    || ' (' || count_id || ')' as told
  from call_counts where counted = 'calls' and port_id is not null
)
select cast(substr(port_months.month, 1, 4) as integer) as year, port_months.month, port_months.port_id, ports.name as port_name,
  coalesce(documented_calls, 0) as documented_calls, coalesce(confirmed, 0) as confirmed,
  coalesce(probable, 0) as probable, coalesce(possible, 0) as possible,
  coalesce(identified_vessels, 0) as identified_vessels,
  (select group_concat(told, '; ') from (select told from numbers where numbers.port_id = port_months.port_id
    and substr(period_start, 1, 7) = port_months.month and substr(period_end, 1, 7) = port_months.month order by count_id))
    as counted_in_the_month,
  (select group_concat(told, '; ') from (select told from numbers where numbers.port_id = port_months.port_id
    and substr(period_start, 1, 7) <> substr(period_end, 1, 7)
    and port_months.month between substr(period_start, 1, 7) and substr(period_end, 1, 7) order by count_id))
    as longer_series_with_the_month
from port_months
join ports on ports.port_id = port_months.port_id
left join documented on documented.month = port_months.month and documented.port_id = port_months.port_id
where (:year = '' or cast(substr(port_months.month, 1, 4) as integer) = cast(:year as integer))
  and (:port_id = '' or port_months.port_id = :port_id)
order by port_months.month, port_months.port_id
