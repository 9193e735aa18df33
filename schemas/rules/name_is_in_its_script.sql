-- title: A name is written in the script that it says
-- description: >-
--   A name marked as Latin, Hangul, Han or Kana begins with a letter of that script, or in Latin with a digit. The printed title of
--   a document in Korean, Chinese, Japanese, Russian or Ukrainian has a letter of the script of its language.
-- expected: the script of the name's letters, and a title as it is printed.
select 'vessel_names' as table_name, vessel_id || '|' || name || '|' || source_id as record, 'script' as field,
  script as value
from vessel_names
where case script
    when 'Latn' then unicode(name) > 591
    when 'Hang' then unicode(name) not between 44032 and 55203
    when 'Hani' then unicode(name) not between 19968 and 40959
    when 'Kana' then unicode(name) not between 12352 and 12543
  end
union all
select 'sources', source_id, 'title_original', title_original
from sources
where case language
    when 'ko' then title_original not glob '*[가-힣]*'
    when 'zh' then title_original not glob '*[一-龥]*'
    when 'ja' then title_original not glob '*[一-龥ぁ-ヿ]*'
    when 'ru' then title_original not glob '*[А-я]*'
    when 'uk' then title_original not glob '*[А-яІіЇїЄєҐґ]*'
  end
