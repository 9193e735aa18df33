-- title: An address says what it leads to
-- description: A source with an address says whether that is the publisher's page, a copy or only the site; one without says nothing.
-- expected: url and url_kind together.
select 'sources' as table_name, source_id as record, 'url_kind' as field, coalesce(url_kind, '') as value
from sources where (url is null) <> (url_kind is null)
