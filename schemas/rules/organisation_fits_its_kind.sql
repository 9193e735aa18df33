-- title: An organisation fits its kind
-- description: >-
--   A person belongs to an organisation as an officer of it, a public body to a state,
--   and states and public bodies are its government part; a bank has part in the payment. Whoever belongs to another is of the same country.
--   Where the country is empty, the note speaks of it.
-- expected: kind, part, country and role that go together.
-- remedy: Correct the cell that differs. Where the country is not known, say in the note that no document read names it.
-- exceptions:
--   - {record: mrb-bank, reason: Reports differ on the country.}
--   - {record: euromarket, reason: 'The announcement names no country; outlets place it in South Ossetia.'}
--   - {record: zhejiang-wan-heng-shipping, reason: No source read states the country of the company.}
select 'organisations' as table_name, organisation_id as record, 'belongs_as' as field, coalesce(belongs_as, '') as value
from organisations
where (kind = 'person') <> (coalesce(belongs_as, '') in ('director', 'vice_president', 'head'))
  or (kind = 'public_body') <> (coalesce(belongs_as, '') = 'body')
union all
select 'organisations', organisation_id, 'kind', kind from organisations
where (kind = 'person') <> (coalesce(belongs_as, '') in ('director', 'vice_president', 'head'))
  or (kind = 'public_body') <> (coalesce(belongs_as, '') = 'body') or (kind = 'bank' and part <> 'payment')
union all
select 'organisations', organisation_id, 'part', part from organisations
where (kind in ('state', 'public_body')) <> (part = 'government') or (kind = 'bank' and part <> 'payment')
union all
select 'organisations', organisation_id, 'country_iso2', '' from organisations
where country_iso2 is null and lower(coalesce(note, '')) not like '%country%'
union all
select 'organisations', o.organisation_id, 'country_iso2', o.country_iso2
from organisations o join organisations p on p.organisation_id = o.belongs_to_id
where o.country_iso2 <> p.country_iso2
