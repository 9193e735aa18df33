-- title: A source's identifier says when it was published
-- description: >-
--   The identifier of a dated source bears its date, as exactly as the source bears it or to the month or year only, so
--   that a slip in either shows.
-- expected: an identifier with the date of published_on in it.
-- remedy: Correct published_on; the identifier itself never changes.
-- exceptions:
--   - {record: eu-regulation-2017-1509, reason: The number names the regulation; the date is that of its consolidated text.}
--   - {record: eu-regulation-833-2014, reason: The number names the regulation; the date is that of its consolidated text.}
--   - {record: ukrpravda-7489441, reason: The number is that of the article.}
select 'sources' as table_name, source_id as record, 'published_on' as field, coalesce(published_on, '') as value
from sources
where case
    when source_id glob '*[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*' then instr(source_id, published_on) = 0
    when source_id glob '*-[12][0-9][0-9][0-9]-[01][0-9]' or source_id glob '*-[12][0-9][0-9][0-9]-[01][0-9]-*'
      then instr(source_id, substr(published_on, 1, 7)) = 0
    else published_on is not null and instr(source_id, substr(published_on, 1, 4)) = 0
  end
  or (source_id glob '*[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*' and published_on is null)
