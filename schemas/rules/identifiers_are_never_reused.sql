-- title: Identifiers are never reused
-- description: A retired identifier is borne by no record, and its successor, if it has one, is a record.
-- expected: a retired identifier that nothing bears any more.
select 'redirects' as table_name, retired_id as record, 'retired_id' as field, retired_id as value
from redirects where retired_id in (select record_id from records)
union all
select 'redirects', retired_id, 'successor_id', successor_id from redirects
where successor_id is not null
  and not exists (select 1 from records r where r.record_id = successor_id)
