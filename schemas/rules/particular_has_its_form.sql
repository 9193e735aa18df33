-- title: A particular has the form and the unit of its attribute
-- description: >-
--   An IMO number has its check digit and does not begin with 0, a transmitter nine digits, a flag two capitals, a year four digits, a size a number;
--   a size in tonnes, metres or kilolitres says so in its unit, and nothing else has one.
-- expected: a value and a unit as the attribute has them.
with stated as (
  select *, vessel_id || '|' || attribute || '|' || value || '|' || source_id as record,
    case
      when attribute in ('dwt_tonnes', 'reported_cargo_tonnes') then 'tonne'
      when attribute = 'tonnage_of_unknown_kind' then case when unit = 'tonne' then 'tonne' else '' end
      when attribute = 'length_m' then 'metre'
      when attribute = 'reported_cargo_kilolitres' then 'kilolitre'
      else ''
    end as right_unit
  from vessel_particulars
)
select 'vessel_particulars' as table_name, record,
  case when coalesce(unit, '') <> right_unit then 'unit' else 'value' end as field,
  case when coalesce(unit, '') <> right_unit then coalesce(unit, '') else value end as value
from stated
where coalesce(unit, '') <> right_unit
  or (attribute = 'imo_number' and (
    length(value) <> 7 or value glob '*[^0-9]*' or value glob '0*'
    or (7 * substr(value, 1, 1) + 6 * substr(value, 2, 1) + 5 * substr(value, 3, 1) + 4 * substr(value, 4, 1)
      + 3 * substr(value, 5, 1) + 2 * substr(value, 6, 1)) % 10 <> substr(value, 7, 1) + 0))
  or (attribute = 'mmsi' and (length(value) <> 9 or value glob '*[^0-9]*'))
  or (attribute in ('flag_iso2', 'previous_flag_iso2', 'operating_country', 'reported_nationality')
    and value not glob '[A-Z][A-Z]')
  or (attribute = 'year_built' and value not glob '[12][0-9][0-9][0-9]')
  or (right_unit <> '' or attribute in ('gross_tonnage', 'listed_tonnage', 'tonnage_of_unknown_kind'))
    and (value glob '*[^0-9.]*' or cast(value as real) <= 0)
