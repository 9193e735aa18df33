-- title: What sources state of a ship is chosen from
-- description: >-
--   Where a source on record states a ship's type, flag, transmitter, size, year or owner, the ship's row gives one of the values;
--   an empty cell says that no source read states any.
-- expected: a value of this particular, because data/vessel_particulars.csv has one.
-- remedy: Choose one of the values, and say in the note why if the choice is not plain.
-- exceptions:
--   - {record: courageous, reason: The only tonnage is one of a list that names no kind.}
--   - {record: viet-tin-01, reason: The only tonnage is one of a list that names no kind.}
--   - {record: koti, reason: 'Panama struck the ship off its register; the flag since then is not known, as the note says.'}
--   - {record: song-won-2, reason: 'Panama struck the ship off its register; the present flag is not known, as the note says.'}
--   - {record: kum-jin-gang-3, reason: The owner was reported when the ship had an earlier name and flag.}
--   - {record: mu-bong-1, reason: The source read says where the owner is and does not name it.}
with chosen(vessel_id, field, attribute, value) as (
  select vessel_id, 'vessel_type', 'vessel_type', vessel_type from vessels
  union all select vessel_id, 'flag_iso2', 'flag_iso2', flag_iso2 from vessels
  union all select vessel_id, 'mmsi', 'mmsi', mmsi from vessels
  union all select vessel_id, 'dwt_tonnes', 'dwt_tonnes', dwt_tonnes from vessels
  union all select vessel_id, 'gross_tonnage', 'gross_tonnage', gross_tonnage from vessels
  union all select vessel_id, 'gross_tonnage', 'listed_tonnage', gross_tonnage from vessels
  union all select vessel_id, 'length_m', 'length_m', length_m from vessels
  union all select vessel_id, 'year_built', 'year_built', year_built from vessels
  union all select vessel_id, 'owner', 'owner', owner from vessels
)
select distinct 'vessels' as table_name, c.vessel_id as record, c.field, '' as value
from chosen c join vessel_particulars p on p.vessel_id = c.vessel_id and p.attribute = c.attribute
where c.value is null
