-- title: A call has a day
-- description: >-
--   Each call rests on a sighting for which its source prints a day, or at least one end of a span of days. Where both ends
--   are only bounds that this record drew, or where a month is all that is printed, a stay is no documented call: two such
--   stays could not be told apart.
-- expected: a sighting of this call with a day, or with an interval of which at most one end is inferred.
-- remedy: Keep the sighting and take it off the call, or find a source that prints a day.
select 'port_calls' as table_name, call_id as record, 'date_earliest' as field,
  date_earliest || ' to ' || date_latest as value
from port_calls
where call_id in (select call_id from sightings)
  and call_id not in (
    select call_id from sightings
    where call_id is not null and date_precision in ('day', 'interval')
      and not (';' || coalesce(inferred, '') || ';' like '%;date_earliest;%'
        and ';' || coalesce(inferred, '') || ';' like '%;date_latest;%')
  )
