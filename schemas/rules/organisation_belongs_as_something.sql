-- title: What an organisation belongs to, and as what
-- description: Who belongs to another organisation says as what, belongs to no other than itself, and a person is given no address.
-- expected: belongs_to_id and belongs_as together, of another organisation; no address for a person.
select 'organisations' as table_name, organisation_id as record, 'belongs_as' as field,
  coalesce(belongs_to_id, '') || ' as ' || coalesce(belongs_as, '') as value
from organisations
where (belongs_to_id is null) <> (belongs_as is null) or belongs_to_id = organisation_id
union all
select 'organisations', organisation_id, 'address', address
from organisations where kind = 'person' and address is not null
