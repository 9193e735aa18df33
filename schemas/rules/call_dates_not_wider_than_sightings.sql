-- title: A call's dates are borne out by its sightings
-- description: The first and the last day of a call are each covered by a sighting that supports it.
-- expected: a first and last day that a sighting of this call covers.
-- remedy: Narrow the call's dates to what its sightings show, or add the sighting.
with covered(call_id, first_day, last_day) as (
  -- From the sightings to their calls, for most calls of a large table have none.
  select s.call_id,
    max(coalesce(s.date_earliest, '9999') <= c.date_earliest and s.date_latest >= c.date_earliest),
    max(coalesce(s.date_earliest, '9999') <= c.date_latest and s.date_latest >= c.date_latest)
  from sightings s cross join port_calls c on c.call_id = s.call_id
  group by s.call_id
)
select 'port_calls' as table_name, c.call_id as record,
  case when covered.first_day then 'date_latest' else 'date_earliest' end as field,
  c.date_earliest || ' to ' || c.date_latest as value
from covered join port_calls c on c.call_id = covered.call_id
where not coalesce(covered.first_day, 0) or not coalesce(covered.last_day, 0)
