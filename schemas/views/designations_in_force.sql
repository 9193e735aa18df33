-- title: Designations in force
-- description: >-
--   The designations of ships that, as far as the lists read go, nobody has lifted, with names in place of identifiers and
--   the day of the list in which each still is.
-- columns:
--   designation_id: The designation.
--   vessel_id: The ship.
--   vessel_name: What this record calls the ship.
--   imo_number: The ship's IMO number. Empty where no source gives one.
--   authority: Who listed the ship.
--   programme_id: The sanctions programme.
--   listed_on: The day of the listing.
--   measures: What the listing obliges others to do.
--   reason: Why, as the authority says.
--   list_as_of: The day of the newest list read; empty where only announcements were read, so that a later removal would not be known.
--   source_id: The document of the listing.
select vessel_sanctions.designation_id, vessel_sanctions.vessel_id, vessels.name as vessel_name, vessels.imo_number,
  vessel_sanctions.authority, vessel_sanctions.programme_id, vessel_sanctions.listed_on, vessel_sanctions.measures,
  vessel_sanctions.reason, programmes.list_as_of, vessel_sanctions.source_id
from vessel_sanctions
join vessels on vessels.vessel_id = vessel_sanctions.vessel_id
join programmes on programmes.programme_id = vessel_sanctions.programme_id
where coalesce(vessel_sanctions.delisted_on, vessel_sanctions.gone_by) is null
order by vessel_sanctions.listed_on, vessel_sanctions.designation_id
