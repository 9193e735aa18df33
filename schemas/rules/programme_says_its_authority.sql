-- title: A programme's identifier says whose it is
-- description: >-
--   The identifier of a programme begins with its authority, and a number in it is in the name or the legal basis of the programme; the name
--   says whose programme it is.
-- expected: an identifier such as gb-dprk-2019, and a name that begins with the authority.
-- remedy: Correct the cell that differs; the identifier of a published programme never changes.
-- exceptions:
--   - {record: nz-russia-2022, reason: The year is that of the act and not part of its title.}
--   - {record: tw-no-entry, reason: The list of the bureau has no other name.}
with programme as (
  select programme_id, authority, name, legal_basis,
    ltrim(rtrim(substr(programme_id, length(programme_id) - 3)), '-') as number
  from programmes
)
select 'programmes' as table_name, programme_id as record, 'programme_id' as field, programme_id as value
from programme
where programme_id not like lower(authority) || '-%'
  or (number glob '[0-9]*' and number not glob '*[^0-9]*' and instr(legal_basis, number) = 0)
union all
select 'programmes', programme_id, 'legal_basis', legal_basis from programme
where number glob '[0-9]*' and number not glob '*[^0-9]*' and instr(legal_basis, number) = 0
union all
select 'programmes', programme_id, 'name', name from programme
where name not like case authority
    when 'AU' then 'Australian %' when 'CA' then 'Canadian %' when 'CH' then 'Swiss %' when 'CN' then 'Chinese %'
    when 'EU' then 'EU %' when 'GB' then 'UK %' when 'JP' then 'Japanese %' when 'KR' then 'South Korean %'
    when 'NZ' then 'New Zealand %' when 'TW' then 'Taiwanese %' when 'UN' then 'UN %' when 'US' then 'US %' else '%' end
