-- title: The check of a source says one thing
-- description: >-
--   A row of checks has the day and the result of a look at the address, or the day of a look at the content. Only an
--   address that is gone or out of reach is dead since some day, not after the day of the check, and only one that moved has a new
--   address. A source without an address has none to check. What a copy shows has a day on which it was compared, its digest and
--   a verdict; an address that answers has the number of an answer and no hindrance, and one that is gone 404 or 410.
-- expected: a day with each result, a day of death with a dead address alone, a new address with a moved one alone.
-- remedy: Let `vostochny links` write the row, or correct the column.
select 'source_checks' as table_name, c.source_id as record,
  case
    when (c.result is null) <> (c.address_checked_on is null) then 'result'
    when c.result is null and c.content_read_on is null then 'content_read_on'
    when c.content_read_on is null and coalesce(c.content_sha256, c.content_verdict) is not null then 'content_read_on'
    when c.result is not null and s.url is null then 'address_checked_on'
    when coalesce(c.result in ('gone', 'unreachable'), 0) <> (c.first_dead_on is not null)
      or c.first_dead_on > c.address_checked_on then 'first_dead_on'
    else 'moved_to'
  end as field,
  coalesce(c.result, '') as value
from source_checks c join sources s on s.source_id = c.source_id
where (c.result is null) <> (c.address_checked_on is null)
  or (c.result is null and c.content_read_on is null)
  or (c.content_read_on is null and coalesce(c.content_sha256, c.content_verdict) is not null)
  or (c.result is not null and s.url is null)
  or coalesce(c.result in ('gone', 'unreachable'), 0) <> (c.first_dead_on is not null)
  or c.first_dead_on > c.address_checked_on
  or coalesce(c.result = 'moved', 0) <> (c.moved_to is not null)
union all
select 'source_checks', source_id, 'http_status', coalesce(http_status, '') from source_checks
where (result in ('alive', 'moved') and coalesce(http_status, 0) not in (200, 203, 206) and coalesce(http_status, 0) not between 300 and 399)
  or (result = 'gone') <> (coalesce(http_status, 0) in (404, 410))
union all
select 'source_checks', source_id, 'content_verdict', coalesce(content_verdict, '') from source_checks
where (content_verdict is null) <> (content_sha256 is null)
union all
select 'source_checks', source_id, 'content_sha256', coalesce(content_sha256, '') from source_checks
where (content_verdict is null) <> (content_sha256 is null)
union all
select 'source_checks', source_id, 'hindrance', hindrance from source_checks
where result in ('alive', 'moved') and hindrance is not null
