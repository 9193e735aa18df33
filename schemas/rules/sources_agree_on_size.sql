-- title: Two sources give one ship about one size
-- description: No source gives a ship more than 1.6 times the deadweight, tonnage or length that another one gives, nor a year of building ten years off.
-- expected: a value near that of the other sources.
-- remedy: Check the value in the source; if it stands there, declare the conflict with this attribute.
select 'vessel_particulars' as table_name,
  a.vessel_id || '|' || a.attribute || '|' || a.value || '|' || a.source_id as record, 'value' as field,
  a.value || ' against ' || b.value as value
from vessel_particulars a
join vessel_particulars b on b.vessel_id = a.vessel_id and b.attribute = a.attribute and b.source_id <> a.source_id
where a.attribute in ('dwt_tonnes', 'gross_tonnage', 'listed_tonnage', 'tonnage_of_unknown_kind', 'length_m', 'year_built')
  and (cast(a.value as real) > 1.6 * cast(b.value as real) or cast(b.value as real) > 1.6 * cast(a.value as real)
    or (a.attribute = 'year_built' and abs(a.value - b.value) >= 10))
  and not exists (
    select 1 from conflicts k where k.record_id = a.vessel_id and ';' || k.field || ';' like '%;' || a.attribute || ';%')
