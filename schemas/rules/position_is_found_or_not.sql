-- title: A position was found or looked for
-- description: A statement has the day on which it was made; where none was found, the day on which it was looked for stands instead.
-- expected: said_on for a statement, searched_on where none was found, and never both.
select 'positions' as table_name, position_id as record, 'said_on' as field, kind as value
from positions
where (kind = 'no_statement_found') = (said_on is not null)
union all
select 'positions', position_id, 'searched_on', kind
from positions
where (kind = 'no_statement_found') <> (searched_on is not null)
union all
select 'positions', position_id, 'asked_by', kind
from positions
where kind in ('no_reply', 'declines_comment', 'not_asked') and asked_by is null
