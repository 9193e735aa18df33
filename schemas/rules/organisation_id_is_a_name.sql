-- title: An organisation's identifier is its name
-- description: The identifier of an organisation is made of its name in small letters, so that a name that is cut or exchanged shows.
-- expected: a name that begins with the words of the identifier.
-- remedy: Correct the name; the identifier of a published organisation never changes.
-- exceptions:
--   - {record: aleksey-vorotnikov, reason: The identifier leaves the patronymic out.}
--   - {record: dmitry-nikulin, reason: The identifier leaves the patronymic out.}
--   - {record: kremlin, reason: The identifier is the usual short name.}
--   - {record: north-korean-foreign-ministry, reason: The identifier is the usual short name.}
--   - {record: north-korean-un-mission, reason: The identifier is the usual short name.}
--   - {record: russian-foreign-ministry, reason: The identifier is the usual short name.}
--   - {record: russian-un-mission, reason: The identifier is the usual short name.}
select 'organisations' as table_name, organisation_id as record, 'name' as field, name as value
from organisations
where instr(lower(replace(replace(replace(name, ' ', '-'), '.', ''), ',', '')), organisation_id) <> 1
