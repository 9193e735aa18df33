-- title: A call's dates are borne out by its sightings
-- description: The first and the last day of a call are each covered by a sighting that supports it.
-- expected: a first and last day that a sighting of this call covers.
-- remedy: Narrow the call's dates to what its sightings show, or add the sighting.
select 'port_calls' as table_name, c.call_id as record,
  case when low.covered then 'date_latest' else 'date_earliest' end as field,
  c.date_earliest || ' to ' || c.date_latest as value
from port_calls c
join (
  select c.call_id,
    max(coalesce(s.date_earliest, '9999') <= c.date_earliest and s.date_latest >= c.date_earliest) as covered
  from port_calls c join sightings s on s.call_id = c.call_id group by c.call_id
) as low on low.call_id = c.call_id
join (
  select c.call_id,
    max(coalesce(s.date_earliest, '9999') <= c.date_latest and s.date_latest >= c.date_latest) as covered
  from port_calls c join sightings s on s.call_id = c.call_id group by c.call_id
) as high on high.call_id = c.call_id
where not coalesce(low.covered, 0) or not coalesce(high.covered, 0)
