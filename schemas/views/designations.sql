-- title: Designations, with ship and programme
-- description: Each listing of a ship by an authority, with names in place of identifiers.
-- columns:
--   designation_id: The designation.
--   vessel_id: The ship.
--   vessel_name: What this record calls the ship.
--   imo_number: The ship's IMO number. Empty where no source gives one.
--   vessel_name_as_listed: The name in the authority's list.
--   authority: Who listed the ship.
--   programme: The sanctions programme, by its name.
--   list_reference: Number or address of the entry in the list.
--   listed_on: The day of the listing.
--   delisted_on: The day on which it ended. Empty while it is in force, or where the day is not known.
--   gone_by: Where that day is not known, the day of a later list in which the ship no longer is.
--   listed_year: Calendar year of the listing.
--   measures: What the listing obliges others to do.
--   reason: Why the authority listed the ship, in our own words.
--   list_as_of: The day of the newest list read under this programme; empty where only announcements were read.
--   source_id: The document of the listing.
--   source_title: What that document is called.
select vessel_sanctions.designation_id, vessel_sanctions.vessel_id, vessels.name as vessel_name,
  vessels.imo_number, vessel_sanctions.vessel_name_as_listed, vessel_sanctions.authority,
  programmes.name as programme, vessel_sanctions.list_reference, vessel_sanctions.listed_on,
  vessel_sanctions.delisted_on, vessel_sanctions.gone_by, vessel_sanctions.listed_year, vessel_sanctions.measures,
  vessel_sanctions.reason, programmes.list_as_of,
  vessel_sanctions.source_id, sources.title as source_title
from vessel_sanctions
join vessels on vessels.vessel_id = vessel_sanctions.vessel_id
join programmes on programmes.programme_id = vessel_sanctions.programme_id
join sources on sources.source_id = vessel_sanctions.source_id
order by vessel_sanctions.listed_on, vessels.name, vessel_sanctions.authority
