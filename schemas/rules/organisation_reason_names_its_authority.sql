-- title: A reason for listing an organisation is the authority's
-- description: >-
--   The reason names whose statement it is in the cell itself, so that it stays attributed in every file that carries it.
--   The record states none of these acts in its own name.
-- expected: a reason that begins with the authority, such as The UK government says that.
-- remedy: Begin the reason with whose statement it is.
select 'organisation_designations' as table_name, designation_id as record, 'reason' as field, reason as value
from organisation_designations
where reason is not null
  and not (authority = 'UN' and reason glob 'The UN * say*')
  and not (authority = 'EU' and reason glob 'The EU says*')
  and not (authority = 'GB' and reason glob 'The UK * says*')
  and not (authority = 'US' and reason glob 'The US Treasury says*')
  and not (authority = 'CA' and reason glob 'The Canadian * says*')
  and not (authority = 'AU' and reason glob 'The Australian * says*')
  and not (authority = 'NZ' and reason glob 'The New Zealand * says*')
  and not (authority = 'CH' and reason glob 'The Swiss * says*')
  and not (authority = 'KR' and reason glob 'The ministry says*')
  and not (authority in ('JP', 'CN', 'TW') and reason glob 'The * says*')
