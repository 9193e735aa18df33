-- title: Vessels for screening
-- description: >-
--   One row for each ship or false identity in the record, with all its names and numbers, who listed it and when, and the
--   calls on record. Being in this list is not being listed by an authority: the column standing tells, and a ship without
--   a designation is here because a source reports it, not because it is said to have broken a rule.
-- warnings:
--   - Match by IMO number where there is one; names recur and change, and a match by name alone proves nothing.
--   - The designations may be incomplete and out of date; check the list of the authority before acting on them.
--   - An empty cell means that no source read states it. It is no clearance.
-- columns:
--   vessel_id: Permanent identifier of the ship in this record; its page on the site is /vessels/ and this.
--   name: The name this record uses, the latest one reported.
--   other_names: All other names that sources give, in any script, separated by semicolons. Known misprints are left out.
--   imo_number: Seven-digit number that stays with a hull for life.
--   mmsi: Nine-digit number of the ship's radio transmitter. It changes with the flag and is easily falsified.
--   record_kind: hull for a ship, identity for a false identity that a ship took on.
--   vessel_type: Type of the ship.
--   flag_iso2: Country of the flag as last stated by a source.
--   companies: Owners, managers, operators and other companies that sources connect with the ship, each with what it is said to be, separated by semicolons. Sources differ, and some speak of earlier years.
--   standing: listed when a designation on record is in force as far as known, formerly_listed when all were lifted or are gone from a later list, not_listed when none was found in the lists of lists_as_of, cannot_be_checked when there is none and no source gives an IMO number to look for.
--   listed_by: Each designation in force with the authority and the day of the listing, as that authority or a report of it gives them.
--   delisted_by: Each designation that was lifted, with the days of listing and removal; where the day of removal is not known, with that of a later list in which the ship no longer is.
--   listed_owners: Owners that sources report for the ship and that an authority lists themselves, each with the authority and the day, separated by semicolons. Some of these reports are of earlier years. A ship that nobody lists may have such an owner.
--   lists_as_of: The lists in which the ship was looked for, each with its day, separated by semicolons. What standing says holds for these days; other authorities' lists were not read as a whole.
--   un_listed: 1 when a designation by the UN Security Council or its 1718 Committee is in force, 0 when none was found. Empty when it cannot be checked.
--   first_listed_on: Day, month or year of the earliest designation on record.
--   designations: How many designations are on record.
--   calls: How many port calls are documented one by one; not all calls that were made.
--   call_dates: Each of these calls with first day, port, what it was for, and how strong the evidence is.
--   call_observers: Who reported the sightings behind these calls.
--   sources: How many documents speak of the ship.
select vessels.vessel_id, vessels.name,
  (select group_concat(name, ';') from (
     select distinct vessel_names.name from vessel_names
     where vessel_names.vessel_id = vessels.vessel_id and name_kind <> 'misprint' and vessel_names.name <> vessels.name
     order by vessel_names.name
   )) as other_names,
  vessels.imo_number, vessels.mmsi, vessels.record_kind, vessels.vessel_type, vessels.flag_iso2,
  (select group_concat(told, ';') from (
     select distinct value || ' (' || replace(attribute, '_', ' ') || ')' as told from vessel_particulars
     where vessel_particulars.vessel_id = vessels.vessel_id
       and attribute in ('owner', 'previous_owner', 'manager', 'operator', 'linked_company')
     order by attribute <> 'owner', attribute, value
   )) as companies,
  case when count(designation_id) = 0 then case when vessels.imo_number is null then 'cannot_be_checked' else 'not_listed' end
    when count(designation_id) > count(coalesce(delisted_on, gone_by)) then 'listed'
    else 'formerly_listed' end as standing,
  (select group_concat(told, ';') from (
     select distinct authority || ' since ' || listed_on as told from vessel_sanctions as listing
     where listing.vessel_id = vessels.vessel_id and coalesce(delisted_on, gone_by) is null order by listed_on, authority
   )) as listed_by,
  (select group_concat(told, ';') from (
     select distinct authority || ' from ' || listed_on || coalesce(' to ' || delisted_on, ', gone by ' || gone_by) as told
     from vessel_sanctions as listing
     where listing.vessel_id = vessels.vessel_id and coalesce(delisted_on, gone_by) is not null order by listed_on, authority
   )) as delisted_by,
  (select group_concat(told, ';') from (
     select distinct organisation_name || ': ' || authority || coalesce(' since ' || listed_on, ', day not read') as told
     from vessel_organisations as owners join organisation_listings using (organisation_id)
     where owners.vessel_id = vessels.vessel_id and role = 'owner' and standing = 'listed'
     order by organisation_name, coalesce(listed_on, '9999'), authority
   )) as listed_owners,
  (select group_concat(told, ';') from (
     select authority || ' ' || list_as_of as told from lists_read order by authority
   )) as lists_as_of,
  vessels.un_listed, min(listed_on) as first_listed_on, cast(count(designation_id) as integer) as designations,
  cast((select count(*) from port_calls where port_calls.vessel_id = vessels.vessel_id) as integer) as calls,
  (select group_concat(told, ';') from (
     select date_earliest || ' ' || ports.name || ' (' || operation || ', ' || confidence || ')' as told
     from port_calls join ports using (port_id)
     where port_calls.vessel_id = vessels.vessel_id order by date_earliest, call_id
   )) as call_dates,
  (select group_concat(observer, ';') from (
     select distinct observer from sightings join port_calls using (call_id)
     where port_calls.vessel_id = vessels.vessel_id order by observer
   )) as call_observers,
  cast((select count(distinct source_id) from (
     select source_id from vessel_names where vessel_names.vessel_id = vessels.vessel_id
     union select source_id from vessel_particulars where vessel_particulars.vessel_id = vessels.vessel_id
     union select source_id from vessel_sanctions as listing where listing.vessel_id = vessels.vessel_id
     union select source_id from sightings where sightings.vessel_id = vessels.vessel_id
     union select source_id from citations where citations.record_id = vessels.vessel_id
   )) as integer) as sources
from vessels left join vessel_sanctions on vessel_sanctions.vessel_id = vessels.vessel_id
group by vessels.vessel_id
order by vessels.vessel_id
