-- title: The state of the load is what its words say
-- description: >-
--   Words of unloading give no ship that loads or is laden, words of loading none that unloads or is empty, and loading that
--   is presumed, implied or assumed no more than a ship presumed laden, unless the state is marked as inferred.
-- expected: the state that load_detail gives.
with worded as (
  select sighting_id, load_state, coalesce(inferred, '') as inferred, lower(load_detail) as said,
    replace(lower(load_detail), 'unload', '') as without_unloading
  from sightings where load_detail is not null
)
select 'sightings' as table_name, sighting_id as record, 'load_state' as field, load_state as value
from worded
where (load_state in ('loading', 'laden') and (said like '%unload%' or said like '%discharg%' or said like '%empty%'))
  or (load_state = 'empty' and (said like '%laden%' or without_unloading like '%loading%'))
  or (load_state = 'discharging' and without_unloading like '%loading%')
  or (load_state not in ('not_stated', 'presumed_laden') and inferred not like '%load_state%'
    and (said like '%presum%' or said like '%implied%' or said like '%assum%'))
