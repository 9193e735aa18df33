-- title: Every call has a sighting
-- description: No call is invented; each is supported by at least one sighting.
-- expected: at least one row of data/sightings.csv with this call_id.
-- remedy: Add the sighting with its source, or withdraw the call.
select 'port_calls' as table_name, c.call_id as record, 'call_id' as field, c.call_id as value
from port_calls c where not exists (select 1 from sightings s where s.call_id = c.call_id)
