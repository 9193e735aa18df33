-- title: A passage has words, or says why not
-- description: >-
--   A row of passages either has the words to look for with their language, place, digest and what was read, or it has
--   none of these and the reason why the columns could not be located.
-- expected: words with language, place, digest and what was read; or a reason and none of them.
-- remedy: Fill what is missing, or clear what does not belong to a row with a reason.
select 'passages' as table_name, passage_id as record,
  case
    when not_located is null and find is null then 'find'
    when not_located is null and passage_sha256 is null then 'passage_sha256'
    when not_located is null and language is null then 'language'
    when not_located is null and locator is null then 'locator'
    when not_located is null then 'read_from'
    else 'not_located'
  end as field,
  coalesce(not_located, find, '') as value
from passages
where (
    not_located is null
    and (find is null or passage_sha256 is null or language is null or locator is null or read_from is null)
  )
  or (not_located is not null and coalesce(find, passage_sha256, language, locator, read_from) is not null)
