-- title: The names of a ship
-- description: >-
--   Every name under which sources know one ship, in every script, with what kind of name it is, how many documents
--   have it and which. A name that another ship on record also bears is marked, so that the two are not taken for one.
-- parameters:
--   vessel_id: {title: 'Vessel, such as paek-yang-san-1', default: paek-yang-san-1}
-- example: By default it shows Paek Yang San 1, formerly Blue Ocean, with its Korean and Chinese forms.
select vessel_names.vessel_id, vessels.imo_number, vessel_names.name, vessel_names.name_kind, vessel_names.script,
  count(distinct vessel_names.source_id) as documents,
  group_concat(distinct vessel_names.source_id) as source_ids,
  (select group_concat(vessel_id) from (select distinct others.vessel_id from vessel_names as others
    where others.name = vessel_names.name and others.vessel_id <> vessel_names.vessel_id order by others.vessel_id))
    as also_a_name_of,
  group_concat(distinct vessel_names.note) as notes
from vessel_names
join vessels on vessels.vessel_id = vessel_names.vessel_id
where vessel_names.vessel_id = :vessel_id
group by vessel_names.vessel_id, vessel_names.name, vessel_names.name_kind, vessel_names.script
order by vessel_names.name_kind <> 'current', vessel_names.name_kind, vessel_names.name
