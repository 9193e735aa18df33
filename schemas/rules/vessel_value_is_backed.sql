-- title: Every chosen value of a vessel is backed by a source
-- description: >-
--   Each value in vessels has a row in vessel_particulars with the same attribute and value, unless the row says it is inferred; and
--   the flag is the one that the latest of these rows gives.
-- expected: a row of data/vessel_particulars.csv with this vessel, attribute and value.
-- remedy: Add the particular with its source, or list the column under inferred and say how in the note.
with chosen(vessel_id, field, value, inferred) as (
  select vessel_id, 'name', name, inferred from vessels
  union all select vessel_id, 'imo_number', imo_number, inferred from vessels
  union all select vessel_id, 'vessel_type', vessel_type, inferred from vessels
  union all select vessel_id, 'flag_iso2', flag_iso2, inferred from vessels
  union all select vessel_id, 'mmsi', mmsi, inferred from vessels
  union all select vessel_id, 'dwt_tonnes', dwt_tonnes, inferred from vessels
  union all select vessel_id, 'gross_tonnage', gross_tonnage, inferred from vessels
  union all select vessel_id, 'length_m', length_m, inferred from vessels
  union all select vessel_id, 'year_built', year_built, inferred from vessels
  union all select vessel_id, 'owner', owner, inferred from vessels
)
select 'vessels' as table_name, c.vessel_id as record, c.field as field, c.value as value
from chosen c
where c.value is not null and ';' || coalesce(c.inferred, '') || ';' not like '%;' || c.field || ';%'
  and not exists (
    select 1 from vessel_particulars p
    where p.vessel_id = c.vessel_id and p.attribute = c.field
      and (p.value = c.value or (
        c.field in ('dwt_tonnes', 'gross_tonnage', 'length_m', 'year_built')
        and cast(p.value as real) = cast(c.value as real)))
  )
union all
select 'vessels', v.vessel_id, 'gross_tonnage', v.gross_tonnage
from vessels v
where v.gross_tonnage is not null and ';' || v.inferred || ';' like '%;gross_tonnage;%'
  and not exists (
    select 1 from vessel_particulars p
    where p.vessel_id = v.vessel_id and p.attribute = 'listed_tonnage' and cast(p.value as real) = v.gross_tonnage)
union all
select 'vessel_particulars', p.vessel_id || '|' || p.attribute || '|' || p.value || '|' || p.source_id, 'value', p.value
from vessel_particulars p join vessels v on v.vessel_id = p.vessel_id
where p.attribute = 'flag_iso2' and p.value <> v.flag_iso2
  and p.as_of > (
    select max(o.as_of) from vessel_particulars o
    where o.vessel_id = p.vessel_id and o.attribute = 'flag_iso2' and o.value = v.flag_iso2)
