-- title: Conflicts, both sides
-- description: Two records that differ, what the question is, whether both can be true, and how the record treats it.
-- columns:
--   conflict_id: The conflict.
--   question: What the two accounts disagree on, as a question.
--   table_name: The table of the first record.
--   record_id: One of the two records.
--   record_title: What it is called.
--   rival_record_id: The record that differs from it.
--   rival_title: What that one is called.
--   field: The column that they differ in, or the word record for the whole.
--   kind: Whether they contradict each other or can both be true, and why then they differ.
--   handling: How this record treats the conflict.
--   note: Other remarks.
select conflicts.conflict_id, conflicts.question, records.table_name, conflicts.record_id,
  records.title as record_title, conflicts.rival_record_id, rivals.title as rival_title, conflicts.field,
  conflicts.kind, conflicts.handling, conflicts.note
from conflicts
left join records on records.record_id = conflicts.record_id
left join records as rivals on rivals.record_id = conflicts.rival_record_id
order by conflicts.conflict_id
