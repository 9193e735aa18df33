-- title: What citations, passages, conflicts, corrections, positions and requests speak of exists
-- description: Every identifier in citations, passages, conflicts, corrections, positions and requests is that of a record.
-- expected: the identifier of a record.
with spoken(table_name, record, field, value) as (
  select 'citations', record_id || '|' || field || '|' || source_id, 'record_id', record_id from citations
  union all
  select 'passages', passage_id, 'record_id', record_id from passages
  union all
  select 'conflicts', conflict_id, 'record_id', record_id from conflicts
  union all
  select 'conflicts', conflict_id, 'rival_record_id', rival_record_id from conflicts
  union all
  select 'corrections', correction_id, 'record_id', record_id from corrections
  union all
  select 'positions', position_id, 'record_id', record_id from positions
  union all
  select 'requests', request_id, 'record_id', record_id from requests
)
select s.table_name, s.record, s.field, s.value
from spoken s left join records r on r.record_id = s.value
where s.value is not null and r.record_id is null
