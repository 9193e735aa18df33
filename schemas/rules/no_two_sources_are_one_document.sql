-- title: No two sources are the same document
-- description: Two sources never share an address that leads to a page, nor publisher, title and date together.
-- expected: each document once.
-- remedy: Keep one row, and let the records of the other point to it.
select 'sources' as table_name, s.source_id as record, 'url' as field, coalesce(s.url, s.title) as value
from sources s join sources o on o.source_id < s.source_id
where (s.url_kind <> 'site' and o.url_kind <> 'site'
    and rtrim(replace(replace(replace(s.url, 'https://', ''), 'http://', ''), 'www.', ''), '/')
      = rtrim(replace(replace(replace(o.url, 'https://', ''), 'http://', ''), 'www.', ''), '/'))
  or (s.publisher = o.publisher and s.title = o.title
    and coalesce(s.published_on, '') = coalesce(o.published_on, ''))
