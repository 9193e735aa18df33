-- title: A ship with its designations
-- description: >-
--   One ship with every listing of it by an authority, the day of the listing and of any removal, and the reason as
--   the authority or the press gives it, in other words than theirs. A ship without a listing in the lists read shows
--   one row with empty columns, which is no finding about the ship.
-- parameters:
--   vessel_id: {title: 'Vessel, such as chon-ma-san', default: chon-ma-san}
-- example: By default it shows the listings of Chon Ma San, among them that of the United Nations of 30 March 2018.
select vessels.vessel_id, vessels.name as vessel_name, vessels.imo_number, vessel_sanctions.authority,
  vessel_sanctions.vessel_name_as_listed, vessel_sanctions.listed_on, vessel_sanctions.delisted_on,
  vessel_sanctions.gone_by, programmes.name as programme, vessel_sanctions.list_reference, vessel_sanctions.measures, vessel_sanctions.reason,
  vessel_sanctions.designation_id, vessel_sanctions.source_id, sources.title as source_title, vessel_sanctions.note
from vessels
left join vessel_sanctions on vessel_sanctions.vessel_id = vessels.vessel_id
left join programmes on programmes.programme_id = vessel_sanctions.programme_id
left join sources on sources.source_id = vessel_sanctions.source_id
where vessels.vessel_id = :vessel_id
order by vessel_sanctions.listed_on, vessel_sanctions.authority, vessel_sanctions.designation_id
