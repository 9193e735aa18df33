-- title: No source is unused
-- description: Each source stands behind at least one record, or is what another source relays.
-- expected: at least one record that rests on this source.
-- remedy: Cite it where it supports a record, or take it out.
select 'sources' as table_name, s.source_id as record, 'source_id' as field, s.source_id as value
from sources s
where not exists (select 1 from record_sources r where r.source_id = s.source_id)
  and not exists (select 1 from sources o where o.relays_source_id = s.source_id)
