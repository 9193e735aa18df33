-- title: Conflicts, both sides
-- description: Two records that contradict each other, what the question is, and how the record treats it.
select conflicts.conflict_id, conflicts.question, records.table_name, conflicts.record_id,
  records.title as record_title, conflicts.rival_record_id, rivals.title as rival_title, conflicts.field,
  conflicts.handling, conflicts.note
from conflicts
left join records on records.record_id = conflicts.record_id
left join records as rivals on rivals.record_id = conflicts.rival_record_id
order by conflicts.conflict_id
