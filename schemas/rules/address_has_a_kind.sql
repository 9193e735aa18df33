-- title: An address says what it leads to
-- description: >-
--   A source with an address says whether that is the publisher's page, a copy or only the site; one without says nothing.
--   The note speaks of a copy where the address is one, and only there; what leads to a site alone names no page of it.
-- expected: url and url_kind together, and a note on the copy where it is one.
-- exceptions:
--   - {record: eu-decision-2017-1860, reason: The note says otherwise where the text was read.}
--   - {record: tongilnanum-2024-04-09, reason: The note says otherwise where the text was read.}
select 'sources' as table_name, source_id as record, 'url_kind' as field, coalesce(url_kind, '') as value
from sources where (url is null) <> (url_kind is null)
union all
select 'sources', source_id, 'url_kind', url_kind from sources
where (url_kind = 'copy' and lower(coalesce(note, '')) not like '%copy%')
  or (url_kind = 'original' and note like '%address is a copy%')
  or (url_kind = 'site' and url not glob '*/')
