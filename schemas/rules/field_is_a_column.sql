-- title: What is cited or disputed is a column
-- description: The field that a citation or a conflict speaks of is a column of the record's table, an attribute of the ship, or the record as a whole.
-- expected: a column of the table that holds the record, or `record`.
with spoken(table_name, record, record_id, field) as (
  select 'citations', record_id || '|' || field || '|' || source_id, record_id, field from citations
  union all
  select 'conflicts', conflict_id, record_id, field from conflicts where instr(field, ';') = 0
  union all
  select 'conflicts', conflict_id, record_id, substr(field, 1, instr(field, ';') - 1) from conflicts
  where instr(field, ';') > 0
  union all
  select 'conflicts', conflict_id, record_id, substr(field, instr(field, ';') + 1) from conflicts
  where instr(field, ';') > 0
)
select s.table_name, s.record, 'field' as field, s.field as value
from spoken s join records r on r.record_id = s.record_id
where s.field <> 'record'
  and s.field not in (select name from pragma_table_info(r.table_name))
  and not (r.table_name = 'vessels' and s.field in (select distinct attribute from vessel_particulars))
