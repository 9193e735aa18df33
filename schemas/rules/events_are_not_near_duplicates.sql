-- title: No event is in the timeline twice
-- description: Two events of one day from one source do not begin with the same words, as one event in two wordings does.
-- expected: each event once, with further documents in data/citations.csv.
-- remedy: Keep the fuller wording and take the other row out.
select 'timeline' as table_name, b.event_id as record, 'event' as field, b.event as value
from timeline a
join timeline b on b.happened_on = a.happened_on and b.source_id = a.source_id and b.event_id > a.event_id
where substr(lower(b.event), 1, 24) = substr(lower(a.event), 1, 24)
