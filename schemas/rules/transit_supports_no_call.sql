-- title: A transit at sea supports no call
-- description: A ship seen under way between ports is evidence of no call at a port.
-- expected: an empty call_id for a transit.
select 'sightings' as table_name, sighting_id as record, 'call_id' as field, call_id as value
from sightings where activity = 'transit' and call_id is not null
