-- title: No two sources are the same document
-- description: >-
--   Two sources never share an address that leads to a page, nor publisher, title and date together. Capitals, the scheme,
--   `www.`, a closing slash, an anchor and what trackers append make no other address; capitals, quotation marks and
--   punctuation make no other title.
-- expected: each document once.
-- remedy: Keep one row, and let the records of the other point to it.
with places as (
  select source_id, url, lower(url) || '#' as place, publisher, published_on, lower(title) as title
  from sources
),
without_anchor as (
  select source_id, url, substr(place, 1, instr(place, '#') - 1) as place, publisher, published_on, title from places
),
without_tracker as (
  select source_id, url,
    substr(place, 1, min(
      iif(instr(place, '?utm_') > 0, instr(place, '?utm_'), 9999), iif(instr(place, '&utm_') > 0, instr(place, '&utm_'), 9999),
      iif(instr(place, '?fbclid') > 0, instr(place, '?fbclid'), 9999),
      iif(instr(place, '&fbclid') > 0, instr(place, '&fbclid'), 9999),
      iif(instr(place, '?gclid') > 0, instr(place, '?gclid'), 9999)) - 1) as place,
    publisher, published_on, title
  from without_anchor
),
documents as (
  select source_id, url,
    rtrim(replace(replace(replace(place, 'https://', ''), 'http://', ''), 'www.', ''), '/?&') as address,
    lower(publisher) as publisher, coalesce(published_on, '') as published_on,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
      title, '"', ''), '''', ''), '“', ''), '”', ''), '‘', ''), '’', ''), '«', ''), '»', ''), ',', ''), '.', ''), ':', ''),
      '-', ''), ' ', '') as title
  from without_tracker
)
select 'sources' as table_name, s.source_id as record, 'url' as field, coalesce(s.url, '') as value
from documents s join documents o on o.address = s.address
join sources on sources.source_id = s.source_id
join sources as others on others.source_id = o.source_id
where o.source_id < s.source_id and sources.url_kind <> 'site' and others.url_kind <> 'site'
union
select 'sources', s.source_id, 'title', s.title
from documents s join documents o on o.publisher = s.publisher and o.title = s.title and o.published_on = s.published_on
where o.source_id < s.source_id
