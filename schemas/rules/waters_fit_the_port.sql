-- title: A sighting lies in its port's waters
-- description: A ship in port is in the waters of the port, and a ship at sea is not in the waters of Vostochny.
-- expected: the waters of the port for a ship in port, and other waters than Vostochny for a ship at sea.
select 'sightings' as table_name, sighting_id as record, 'waters' as field, sightings.waters as value
from sightings left join ports on ports.port_id = sightings.port_id
where sightings.waters <> ports.waters or (sightings.port_id is null and sightings.waters = 'vostochny')
