-- title: Where sources differ
-- description: >-
--   Every pair of records that differ, with the question between them, whether both can be true as printed, and how this
--   record treats it. Both sides stay in the tables.
-- parameters:
--   table_name: {title: 'Table, such as sightings; empty for all', default: ''}
-- example: With no table named it shows all conflicts, among them whether the first call fell on 6 or on 7 March 2024.
select conflict_id, table_name, question, kind, field, record_id, record_title, rival_record_id, rival_title, handling, note
from conflict_pairs
where :table_name = '' or table_name = :table_name
order by conflict_id
