-- title: What citations, conflicts, corrections and requests speak of exists
-- description: Every identifier in citations, conflicts, corrections and requests is that of a record.
-- expected: the identifier of a record.
select 'citations' as table_name, record_id || '|' || field || '|' || source_id as record,
  'record_id' as field, record_id as value
from citations where record_id not in (select record_id from records)
union all
select 'conflicts', conflict_id, 'record_id', record_id from conflicts
where record_id not in (select record_id from records)
union all
select 'conflicts', conflict_id, 'rival_record_id', rival_record_id from conflicts
where rival_record_id not in (select record_id from records)
union all
select 'corrections', correction_id, 'record_id', record_id from corrections
where record_id not in (select record_id from records)
union all
select 'requests', request_id, 'record_id', record_id from requests
where record_id not in (select record_id from records)
