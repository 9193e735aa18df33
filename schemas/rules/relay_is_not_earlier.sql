-- title: Nothing repeats what was published after it
-- description: A source that only repeats another one was published on the same day or later.
-- expected: a publication that is not before that of the source it repeats.
-- remedy: Correct one of the two dates, or relays_source_id.
select 'sources' as table_name, s.source_id as record, 'relays_source_id' as field,
  coalesce(s.published_on, '') || ' before ' || o.published_on as value
from sources s join sources o on o.source_id = s.relays_source_id
where o.published_on > s.published_on || '-99'
