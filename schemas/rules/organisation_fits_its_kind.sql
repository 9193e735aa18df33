-- title: An organisation fits its kind
-- description: >-
--   The identifier of an organisation is made of its name; a person belongs to an organisation as an officer of it, a public body to a state,
--   and states and public bodies are its government part; a bank has part in the payment. Whoever belongs to another is of the same country.
-- expected: an identifier from the name, and kind, part, country and role that go together.
-- remedy: Correct the cell that differs; the identifier of a published organisation never changes.
-- exceptions:
--   - {record: aleksey-vorotnikov, reason: The identifier leaves the patronymic out.}
--   - {record: dmitry-nikulin, reason: The identifier leaves the patronymic out.}
--   - {record: kremlin, reason: The identifier is the usual short name.}
--   - {record: north-korean-foreign-ministry, reason: The identifier is the usual short name.}
--   - {record: north-korean-un-mission, reason: The identifier is the usual short name.}
--   - {record: russian-foreign-ministry, reason: The identifier is the usual short name.}
--   - {record: russian-un-mission, reason: The identifier is the usual short name.}
--   - {record: mrb-bank, reason: Reports differ on the country.}
--   - {record: euromarket, reason: 'The announcement names no country; outlets place it in South Ossetia.'}
--   - {record: zhejiang-wan-heng-shipping, reason: No source read states the country of the company.}
select 'organisations' as table_name, organisation_id as record, 'name' as field, name as value
from organisations
where instr(lower(replace(replace(replace(name, ' ', '-'), '.', ''), ',', '')), organisation_id) <> 1
union all
select 'organisations', organisation_id, 'belongs_as', coalesce(belongs_as, '') from organisations
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
select 'organisations', organisation_id, 'country_iso2', '' from organisations where country_iso2 is null
union all
select 'organisations', o.organisation_id, 'country_iso2', o.country_iso2
from organisations o join organisations p on p.organisation_id = o.belongs_to_id
where o.country_iso2 <> p.country_iso2
