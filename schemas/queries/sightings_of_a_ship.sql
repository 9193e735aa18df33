-- title: Where and when a ship was seen
-- description: >-
--   Every sighting of one ship in order of time, in port and at sea, as its source tells it. Ships often sail without a
--   signal, so a gap between two rows says nothing about where the ship was.
-- parameters:
--   ship: {title: 'IMO number, identifier or any name of the ship', default: '8660313'}
-- example: By default it shows the sightings of Chon Ma San, found by its IMO number.
select sightings.sighting_id, sightings.date_earliest, sightings.date_latest, sightings.vessel_id,
  sightings.vessel_name_as_reported, sightings.identity_hedge, sightings.place_as_reported, sightings.port_id, sightings.activity,
  sightings.observer, sightings.method, sightings.call_id, sightings.source_id
from sightings
where sightings.vessel_id in (
  select vessels.vessel_id from vessels where vessels.imo_number = :ship or vessels.vessel_id = lower(:ship)
  union
  select vessel_names.vessel_id from vessel_names
  where vessel_names.name = :ship collate nocase and vessel_names.name_kind <> 'false'
)
order by sightings.date_latest, sightings.sighting_id
