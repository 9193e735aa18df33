-- title: An entry of a list is that of the record
-- description: >-
--   Where a locator or a list reference gives the number of an entry, it is the number that the record has for this ship, organisation or
--   designation elsewhere: its IMO number, its number in the list of the UN, of the UK or of OFAC, or the annex and number of its listing.
--   The identifiers of an organisation have the numbers of its listings by the UN and OFAC, and no others.
-- expected: the number of this entry, as the record's other rows have it.
-- remedy: Compare the number with the list; correct it here or there.
with entries as (
  select designation_id, list_reference from vessel_sanctions
  union all
  select designation_id, list_reference from organisation_designations
),
numbered as (
  select designation_id, organisation_id, list_reference,
    case when list_reference glob 'OFAC UID *' then replace(list_reference, 'UID', 'entry')
      when list_reference glob 'KPe.*' then 'UN ' || list_reference end as entry
  from organisation_designations
)
select 'vessel_organisations' as table_name, vessel_id || '|' || v.organisation_id || '|' || role || '|' || v.source_id as record,
  'locator' as field, locator as value
from vessel_organisations v join organisations o on o.organisation_id = v.organisation_id
where locator glob 'KPe.*' and instr(';' || coalesce(identifiers, '') || ';', ';UN ' || locator || ';') = 0
union all
select 'citations', c.record_id || '|' || c.field || '|' || c.source_id, 'locator', c.locator
from citations c
join vessel_sanctions s on s.designation_id = c.record_id
join vessels v on v.vessel_id = s.vessel_id
where c.locator glob 'IMO [0-9]*' and c.locator <> 'IMO ' || coalesce(v.imo_number, '')
union all
select 'passages', p.passage_id, 'locator', p.locator
from passages p join entries e on e.designation_id = p.record_id
where (p.locator glob '*DPR[0-9]*' or p.locator glob '*RUS[0-9]*') and instr(p.locator, e.list_reference) = 0
  or (p.locator glob 'annex *, entry*' and e.list_reference glob 'Annex *'
    and instr(lower(p.locator), lower(replace(e.list_reference, ' no. ', ', entry '))) = 0)
union all
select 'organisation_designations', n.designation_id, 'list_reference', n.list_reference
from numbered n join organisations o on o.organisation_id = n.organisation_id
where n.entry is not null and instr(';' || coalesce(o.identifiers, '') || ';', ';' || n.entry || ';') = 0
union all
select 'organisations', o.organisation_id, 'identifiers', coalesce(o.identifiers, '')
from numbered n join organisations o on o.organisation_id = n.organisation_id
where n.entry is not null and instr(';' || coalesce(o.identifiers, '') || ';', ';' || n.entry || ';') = 0
union all
select 'organisations', organisation_id, 'identifiers', identifiers
from organisations o
where (instr(identifiers, 'OFAC entry ') > 0 and not exists (
    select 1 from numbered n where n.organisation_id = o.organisation_id and n.list_reference glob 'OFAC UID *'))
  or (instr(identifiers, 'UN KPe.') > 0 and not exists (
    select 1 from numbered n where n.organisation_id = o.organisation_id and n.list_reference glob 'KPe.*'))
union all
select 'citations', a.record_id || '|' || a.field || '|' || a.source_id, 'locator', a.locator
from citations a
where a.locator glob 'World Port*' and (a.locator not glob 'World Port Index [0-9][0-9][0-9][0-9][0-9]' or exists (
    select 1 from citations b where b.source_id = a.source_id and b.locator = a.locator and b.record_id <> a.record_id))
union all
select 'passages', p.passage_id, 'locator', p.locator
from passages p join entries e on e.designation_id = p.record_id
where p.locator glob 'subject*' and e.list_reference glob '[A-Z][A-Z][A-Z][0-9][0-9][0-9][0-9]'
  and instr(p.locator, e.list_reference) = 0 and p.locator not glob '*[A-Z][A-Z][A-Z][0-9][0-9][0-9][0-9]*'
