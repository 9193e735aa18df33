-- title: A reason for a listing is the authority's
-- description: >-
--   The reason of a designation names whose statement it is in the cell itself, so that it stays attributed in every file
--   that carries it. The record states none of these acts in its own name.
-- expected: a reason that begins with the authority, such as The ministry says that, or with According to.
-- remedy: Begin the reason with whose statement it is.
select 'vessel_sanctions' as table_name, designation_id as record, 'reason' as field, reason as value
from vessel_sanctions
where reason not glob 'According to *'
  and not (authority = 'UN' and reason glob 'The UN *')
  and not (authority = 'EU' and (reason glob 'The EU *' or reason glob 'The EU, *'))
  and not (authority = 'GB' and reason glob 'The UK *')
  and not (authority = 'US' and reason glob 'The US Treasury *')
  and not (authority = 'KR' and reason glob 'The ministry *')
  and not (authority = 'JP' and reason glob 'Japan *')
  and not (authority = 'TW' and reason glob 'The list *')
  and not (authority = 'CN' and reason glob 'The notice *')
