-- title: The day of a list has its document
-- description: A programme names the day of the newest list read and the document of that list, or neither; the document is not older than the list.
-- expected: both cells or neither, and a document published on that day or later.
-- remedy: Give the day that the list itself bears, and the document in which it was read.
select 'programmes' as table_name, programme_id as record, 'list_as_of' as field, coalesce(list_as_of, '') as value
from programmes left join sources on sources.source_id = list_source_id
where (list_as_of is null) <> (list_source_id is null)
  or list_as_of > sources.published_on || '-99'
