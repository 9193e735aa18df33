-- title: No two sources are the same document
-- description: Two sources never share an address that leads to a page, nor publisher, title and date together.
-- expected: each document once.
-- remedy: Keep one row, and let the records of the other point to it.
with pages as (
  select source_id, url,
    rtrim(replace(replace(replace(url, 'https://', ''), 'http://', ''), 'www.', ''), '/') as address
  from sources where url_kind <> 'site'
)
select 'sources' as table_name, s.source_id as record, 'url' as field, s.url as value
from pages s join pages o on o.address = s.address where o.source_id < s.source_id
union
select 'sources', s.source_id, 'url', coalesce(s.url, s.title)
from sources s join sources o on o.publisher = s.publisher and o.title = s.title
where o.source_id < s.source_id and coalesce(s.published_on, '') = coalesce(o.published_on, '')
