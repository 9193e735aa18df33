-- title: A name and a number are those of one ship
-- description: >-
--   An earlier or other name of a ship is no name of another ship, unless it is a false one or the two have one current name; and
--   no MMSI that a source gives for one ship is given for another.
-- expected: a name and a number that no other ship on record has.
-- remedy: Enter it for the ship that is meant; if two ships did have one name, except the row in the rule.
-- exceptions:
--   - {record: asia-bridge-1|Asia Bridge|uk-sanctions-list-2026-04-29, reason: The UK list gives the name of the other ship as one of this one too.}
select distinct 'vessel_names' as table_name, a.vessel_id || '|' || a.name || '|' || a.source_id as record, 'name' as field,
  a.name || ' of ' || b.vessel_id as value
from vessel_names a
join vessel_names b on b.name = a.name and b.script = a.script and b.vessel_id <> a.vessel_id and b.name_kind <> 'false'
join vessels v on v.vessel_id = a.vessel_id
join vessels w on w.vessel_id = b.vessel_id
where a.name_kind not in ('false', 'current') and v.name <> w.name
union
select 'vessel_particulars', a.vessel_id || '|' || a.attribute || '|' || a.value || '|' || a.source_id, 'value',
  a.value || ' of ' || b.vessel_id
from vessel_particulars a
join vessel_particulars b on b.attribute = a.attribute and b.value = a.value and b.vessel_id <> a.vessel_id
where a.attribute = 'mmsi'
