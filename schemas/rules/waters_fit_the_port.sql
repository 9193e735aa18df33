-- title: A sighting lies in its port's waters
-- description: A ship in port is in the waters of the port, and a ship at sea is not in the waters of Vostochny; a place that names waters lies in them.
-- expected: the waters of the port for a ship in port, and other waters than Vostochny for a ship at sea.
with named(words, code) as (
  values ('%Jeju%', 'jeju'), ('%Korea Strait%', 'korea_strait'), ('%East Sea%', 'east_sea'), ('%Sea of Japan%', 'east_sea'),
    ('%China%', 'china'), ('%Taiwan%', 'china'), ('%Shanghai%', 'china'), ('%Yellow Sea%', 'yellow_sea')
)
select 'sightings' as table_name, sighting_id as record, 'waters' as field, sightings.waters as value
from sightings left join ports on ports.port_id = sightings.port_id
where sightings.waters <> ports.waters or (sightings.port_id is null and sightings.waters = 'vostochny')
union all
select 'sightings', sighting_id, 'waters', waters
from sightings join named on place_as_reported like words
where port_id is null group by sighting_id, waters having max(named.code = waters) = 0
