-- title: Port calls, with the ship and its listing
-- description: >-
--   Each call that is documented on its own, with the ship's name and IMO number, whether the UN listed the ship at
--   the time, and how many sightings by which observers support it.
-- columns:
--   call_id: The call.
--   vessel_id: The ship. Empty where no source names it.
--   vessel_name: What this record calls the ship; an unidentified tanker where no source names it.
--   imo_number: The ship's IMO number. Empty where no source gives one.
--   un_listed: 1 where the UN had listed the ship by the end of the call, 0 where no listing was found. Empty where it cannot be checked.
--   un_listing: listed, no_listing_found, or cannot_be_checked where the ship is not identified or no source gives its IMO number.
--   un_list_as_of: The day of the list in which the ship was looked for.
--   un_listed_on: The day on which the UN listed it. Empty where it had not by the end of the call.
--   port_id: The port.
--   port_name: What the port is called.
--   berth: Where in the port the ship lay, as the sources have it.
--   operation: What the ship did there, such as load.
--   date_earliest: First day on which the call may have been.
--   date_latest: Last day on which it may have been.
--   year: Calendar year of the first day.
--   month: Calendar month of the first day.
--   confidence: The grade of the evidence on record.
--   confidence_reason: Why this grade, in words.
--   count_id: The counted series that the call falls in. Empty where it is in none.
--   sightings: Number of sightings that support the call.
--   sightings_weighed: How many of them count for the grade.
--   observers: Who made those that count, separated by semicolons; where none counts, who made those that support the call.
--   independent_observers: How many of these observers are independent of each other; those who share an analyst are one.
--   barrels_low: Low end of what the volume model gives for the call if the ship loaded; one simulation in twenty gives less. Modelled, not measured; empty for calls elsewhere than at Vostochny.
--   barrels_central: The middle of the simulations.
--   barrels_high: High end; one simulation in twenty gives more.
-- warnings:
--   - Barrels are what a model gives for a ship that loaded; nobody measured them, and the intervals share much of their error, so they cannot simply be added.
--   - These are calls documented one by one. Counted series, such as the 43 of the Open Source Centre, are in call_counts and hold calls that nobody has published singly.
select port_calls.call_id, port_calls.vessel_id,
  coalesce(vessels.name, 'Unidentified tanker') as vessel_name, vessels.imo_number,
  -- A filter gives a text: only where the type is stated does it find the number.
  cast(case when un.listed_on is not null then 1 when vessels.imo_number is not null then 0 end as integer) as un_listed,
  case when un.listed_on is not null then 'listed' when vessels.imo_number is not null then 'no_listing_found'
    else 'cannot_be_checked' end as un_listing,
  (select list_as_of from lists_read where authority = 'UN') as un_list_as_of,
  un.listed_on as un_listed_on,
  port_calls.port_id, ports.name as port_name, port_calls.berth, port_calls.operation,
  port_calls.date_earliest, port_calls.date_latest, port_calls.year, port_calls.month,
  port_calls.confidence, port_calls.confidence_reason, port_calls.count_id,
  cast((select count(*) from sightings where sightings.call_id = port_calls.call_id) as integer) as sightings,
  cast(told.weighed as integer) as sightings_weighed,
  (select group_concat(observer, '; ') from (
     select distinct observer from call_evidence
     where call_evidence.call_id = port_calls.call_id and (not_weighed_because is null or told.weighed = 0)
     order by observer
   )) as observers,
  cast((select count(distinct independent_group) from call_evidence join observers using (observer)
   where call_evidence.call_id = port_calls.call_id and (not_weighed_because is null or told.weighed = 0)
  ) as integer) as independent_observers,
  modelled.barrels_low, modelled.barrels_central, modelled.barrels_high
from port_calls
join ports on ports.port_id = port_calls.port_id
left join vessels on vessels.vessel_id = port_calls.vessel_id
left join volumes_per_call as modelled on modelled.call_id = port_calls.call_id
join (
  select port_calls.call_id, sum(call_evidence.sighting_id is not null and not_weighed_because is null) as weighed
  from port_calls left join call_evidence on call_evidence.call_id = port_calls.call_id group by port_calls.call_id
) as told on told.call_id = port_calls.call_id
left join (
  select made.call_id, min(listing.listed_on) as listed_on
  from port_calls as made
  join vessel_sanctions as listing on listing.vessel_id = made.vessel_id and listing.authority = 'UN'
    and listing.listed_on <= made.date_latest
    and coalesce(listing.delisted_on, listing.gone_by, '9999') > made.date_earliest
  group by made.call_id
) as un on un.call_id = port_calls.call_id
order by port_calls.date_earliest, port_calls.call_id
