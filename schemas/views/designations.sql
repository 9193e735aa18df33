-- title: Designations, with ship and programme
-- description: Each listing of a ship by an authority, with names in place of identifiers.
select vessel_sanctions.designation_id, vessel_sanctions.vessel_id, vessels.name as vessel_name,
  vessels.imo_number, vessel_sanctions.vessel_name_as_listed, vessel_sanctions.authority,
  programmes.name as programme, vessel_sanctions.list_reference, vessel_sanctions.listed_on,
  vessel_sanctions.delisted_on, vessel_sanctions.listed_year, vessel_sanctions.measures, vessel_sanctions.reason,
  vessel_sanctions.source_id, sources.title as source_title
from vessel_sanctions
join vessels on vessels.vessel_id = vessel_sanctions.vessel_id
join programmes on programmes.programme_id = vessel_sanctions.programme_id
join sources on sources.source_id = vessel_sanctions.source_id
order by vessel_sanctions.listed_on, vessels.name, vessel_sanctions.authority
