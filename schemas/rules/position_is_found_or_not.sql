-- title: A position was found or looked for
-- description: >-
--   A statement has the day on which it was made; where none was found, the day on which it was looked for instead. Nobody
--   speaks of an event or a period before it begins; what is about his or her listing is of a person.
-- expected: said_on for a statement, searched_on where none was found, and never both; no day before that of what it is about.
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
union all
select 'positions', p.position_id, 'said_on', p.said_on
from positions p
join (
  select event_id as record_id, happened_on as begins from timeline
  union all select estimate_id, period_start from volume_estimates
  union all select count_id, period_start from call_counts
  union all select delivery_id, period_start from notified_deliveries
) as about on about.record_id = p.record_id
where substr(p.said_on, 1, length(about.begins)) < substr(about.begins, 1, length(p.said_on))
union all
select 'positions', p.position_id, 'about', p.about
from positions p join organisations o on o.organisation_id = p.organisation_id
where (p.about glob 'His *' or p.about glob 'Her *' or p.about glob 'Its *')
  and (o.kind = 'person') = (p.about glob 'Its *')
