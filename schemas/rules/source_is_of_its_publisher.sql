-- title: A source is of its publisher
-- description: >-
--   Sources whose identifiers begin alike, up to the year, have one publisher, and so have sources whose original address is on one
--   host; a host that differs from another in its last letter is another's imitation; what one host publishes is of one kind and, but for publishers in several languages, in one language. A source that is called a copy
--   has the address of a copy; a year in the identifier has its date, and each source its language; a title that is translated is not in English,
--   and a title in the original is beside one that is translated or described, of a document in another language than English.
-- expected: publisher, kind and language as in the other sources of this name or host.
-- remedy: Spell the publisher as in its other sources; if two publishers share a host, except the host's sources in the rule.
-- exceptions:
--   - {record: daily-nk-japan-panel-2024, reason: The year is that of the report it is about; no day is printed.}
--   - {record: voa-russia-november-2019, reason: The month is the one it is about; no day is printed.}
--   - {record: bbc-2024-11-22-newsatw-copy, reason: Another row of this name is a site's rewording of the same article.}
--   - {record: bbc-2024-11-22-newstoper-copy, reason: A site's rewording of the BBC's article, so that its words are not the BBC's.}
--   - {record: jitihe-2012-kozmino, reason: The language was not noted when the document was read.}
--   - {record: rosmorport-2017-nakhodka, reason: The language was not noted when the document was read.}
with named as (
  select source_id, publisher, kind, language, url, url_kind, published_on,
    min(iif(instr(source_id, '-20') > 0, instr(source_id, '-20'), 999), iif(instr(source_id, '-19') > 0, instr(source_id, '-19'), 999))
      as cut,
    replace(replace(substr(url, instr(url, '://') + 3) || '/', 'www.', ''), '//', '/') as place
  from sources
),
known as (
  select source_id, publisher, kind, language, url_kind, published_on,
    case when cut < 999 then substr(source_id, 1, cut - 1) end as start,
    case when url_kind = 'original' then substr(place, 1, instr(place, '/') - 1) end as host
  from named
)
select distinct 'sources' as table_name, a.source_id as record, 'publisher' as field, a.publisher as value
from known a join known b on b.start = a.start and b.publisher <> a.publisher
where a.start not in ('hankyung', 'joongang')
union
select 'sources', a.source_id, 'publisher', a.publisher
from known a join known b on b.host = a.host and b.publisher <> a.publisher
where a.host not in ('github.com', 'hankyung.com', 'nknews.org', 'un.org')
union
select 'sources', a.source_id, 'url', a.host
from known a join known b on a.host <> b.host and length(a.host) between length(b.host) - 1 and length(b.host) + 1
  and substr(a.host, 1, length(b.host) - 1) = substr(b.host, 1, length(b.host) - 1)
union
select 'sources', a.source_id, 'kind', a.kind
from known a join known b on b.host = a.host and b.kind <> a.kind
where a.host <> 'github.com'
union
select 'sources', a.source_id, 'language', a.language
from known a join known b on b.host = a.host and b.language <> a.language
where a.host not in ('donga.com', 'world.kbs.co.kr', 'un.org', 'press.un.org', 'github.com')
union
select 'sources', source_id, 'url_kind', coalesce(url_kind, '') from known where source_id like '%-copy' and url_kind <> 'copy'
union
select 'sources', source_id, 'published_on', '' from known
where published_on is null and source_id glob '*-20[0-9][0-9]*' and source_id not glob '*-20[0-9][0-9]-summary*'
union
select 'sources', source_id, 'language', '' from known where language is null
union
select 'sources', source_id, 'title_kind', title_kind from sources where title_kind = 'translated' and language = 'en'
union
select 'sources', source_id, 'language', language from sources where title_kind = 'translated' and language = 'en'
union
select 'sources', source_id, 'title_original', title_original from sources
where title_original is not null and (title_kind = 'original' or language = 'en' or title_original = title)
union
select 'sources', a.source_id, 'kind', a.kind
from sources a join sources b on b.publisher = a.publisher and b.language = a.language and b.kind <> a.kind
where a.publisher not in ('CSIS Beyond Parallel', 'VOA Korean', 'UK Foreign, Commonwealth and Development Office',
  'United Nations Security Council, 1718 Committee')
union
select 'sources', a.source_id, 'licence', a.licence
from sources a
join sources b on b.publisher = a.publisher and b.url_kind = a.url_kind and b.kind = a.kind and b.licence <> a.licence
where a.publisher not in ('Scribd', 'United Nations Security Council', 'VOA Korean')
