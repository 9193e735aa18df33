-- title: Relays lead to a root
-- description: Following what each source relays ends at a source that relays none; a circle would make witnesses vouch for each other.
-- expected: a chain of relays that ends.
select 'sources' as table_name, s.source_id as record, 'relays_source_id' as field,
  s.relays_source_id as value
from sources s where not exists (select 1 from source_roots r where r.source_id = s.source_id)
