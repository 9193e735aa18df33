-- title: A ship has a document that names it and its number
-- description: >-
--   The name and the IMO number of a ship are never inferred. A ship with a number was seen, was listed, belongs to somebody on record, or
--   is named with its number in two documents, or in one that speaks of a particular beside name and number.
-- expected: a sighting, a designation, an organisation, or documents that state more of the ship than name, number, type and flag.
-- remedy: Add what the documents say of the ship with its source; a ship of which none says anything is left out.
select 'vessels' as table_name, vessel_id as record, 'inferred' as field, inferred as value
from vessels
where ';' || inferred || ';' like '%;imo_number;%' or ';' || inferred || ';' like '%;name;%'
union all
select 'vessels', v.vessel_id, 'vessel_id', v.name
from vessels v
where v.imo_number is not null and not exists (select 1 from sightings s where s.vessel_id = v.vessel_id)
  and not exists (select 1 from vessel_sanctions s where s.vessel_id = v.vessel_id)
  and not exists (select 1 from volume_estimates s where s.vessel_id = v.vessel_id)
  and not exists (select 1 from vessel_organisations s where s.vessel_id = v.vessel_id)
  and not exists (
    select 1 from vessel_particulars p
    where p.vessel_id = v.vessel_id and p.attribute not in ('name', 'imo_number', 'vessel_type', 'flag_iso2'))
