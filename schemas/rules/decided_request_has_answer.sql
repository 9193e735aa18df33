-- title: A decided request has its day and its answer
-- description: >-
--   A request that is no longer open says when and how it was answered, not before it came; an open one does not yet. Only a reply is recorded;
--   a value that is said to be wrong is changed or not.
-- expected: a day and an answer when the state is not open, and neither while it is; recorded for a reply alone.
select 'requests' as table_name, request_id as record, 'state' as field, state as value
from requests
where (state = 'open') <> (decided_on is null) or (state = 'open') <> (answer is null) or decided_on < received_on
union all
select 'requests', request_id, 'state', state from requests where state = 'recorded' and kind = 'correction'
