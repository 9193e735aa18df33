-- title: The reference of a list entry has the form of that list
-- description: >-
--   Each authority numbers or dates its entries in its own way; a reference of another form is that of another list, or is cut.
-- expected: a reference such as DPR0076 for the UK, OFAC UID 17084 for the US, Annex XIII.B no. 61 for the EU.
-- remedy: Copy the reference from the list again.
with entries(table_name, record, authority, reference) as (
  select 'vessel_sanctions', designation_id, authority, list_reference from vessel_sanctions
  union all
  select 'organisation_designations', designation_id, authority, list_reference from organisation_designations
)
select table_name, record, 'list_reference' as field, reference as value
from entries
where reference is not null and not case authority
    when 'GB' then reference glob '[A-Z][A-Z][A-Z][0-9][0-9][0-9][0-9]'
    when 'US' then reference glob 'OFAC * [0-9][0-9]*'
    when 'EU' then reference glob 'Annex [IVX]*'
    when 'UN' then reference glob 'KP[es].[0-9][0-9][0-9]' or reference glob '*[12][0-9][0-9][0-9]*' or reference glob 'SC/[0-9][0-9][0-9][0-9]*'
    when 'JP' then reference glob '* 20[0-9][0-9]*'
    when 'KR' then reference glob 'MOFA designation *20[0-9][0-9]'
    when 'CN' then reference glob 'Notice No. [0-9]* of 20[0-9][0-9]'
    when 'TW' then reference glob 'list of * 20[0-9][0-9]'
    when 'CA' then reference glob 'Schedule *item [0-9]*'
    else reference glob '*[0-9]*' end
union all
select table_name, record, 'list_reference', reference from entries where authority = 'EU' and reference glob '*.'
