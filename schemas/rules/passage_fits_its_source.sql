-- title: A passage fits its source
-- description: >-
--   Words are in the language of their source, or names in Latin letters, which documents in any language print. A document of which some words were
--   taken can be read, and its language is one that is read here: neither can be the reason why other words were not located.
-- expected: the language of the source, and a reason that its other passages do not disprove.
-- remedy: Correct the language, the source or the reason.
select 'passages' as table_name, p.passage_id as record, 'language' as field, p.language as value
from passages p join sources s on s.source_id = p.source_id
where p.language <> s.language and p.language <> 'en'
union all
select 'passages', p.passage_id, 'not_located', p.not_located
from passages p
where p.not_located in ('not_readable', 'language')
  and p.source_id in (select source_id from passages where find is not null)
