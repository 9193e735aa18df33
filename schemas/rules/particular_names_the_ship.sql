-- title: A number that identifies a ship is that ship's
-- description: Every IMO number that a source gives for a ship is the one on record for it, unless a conflict about it is declared.
-- expected: the IMO number of the ship in data/vessels.csv, or a conflict that names imo_number.
-- remedy: Correct the number or the ship, or declare the conflict.
select 'vessel_particulars' as table_name,
  p.vessel_id || '|' || p.attribute || '|' || p.value || '|' || p.source_id as record, 'value' as field,
  p.value || ' for ' || p.vessel_id as value
from vessel_particulars p join vessels v on v.vessel_id = p.vessel_id
where p.attribute = 'imo_number' and p.value <> coalesce(v.imo_number, '')
  and not exists (
    select 1 from conflicts k
    where k.record_id = p.vessel_id and ';' || k.field || ';' like '%;imo_number;%')
