-- title: A name is written in the script that it says
-- description: A name marked as Latin, Hangul, Han or Kana begins with a letter of that script, or in Latin with a digit.
-- expected: the script of the name's letters.
select 'vessel_names' as table_name, vessel_id || '|' || name || '|' || source_id as record, 'script' as field,
  script as value
from vessel_names
where case script
    when 'Latn' then unicode(name) > 591
    when 'Hang' then unicode(name) not between 44032 and 55203
    when 'Hani' then unicode(name) not between 19968 and 40959
    when 'Kana' then unicode(name) not between 12352 and 12543
  end
