-- title: What those named say
-- description: >-
--   Every statement on record of an organisation, person or state that this record names, and where none was found in the
--   documents read, that and the day of the search. Statements are in our words; read the document before quoting one.
-- parameters:
--   organisation: {title: 'Identifier or any name of one of them; % for all', default: '%'}
--   record: {title: 'Record that the statement is about, such as count-004; % for all', default: '%'}
-- example: By default it shows all of them, among them that Russia's foreign ministry did not answer the BBC about the 43 calls.
select organisations.organisation_id, organisations.name as organisation, positions.kind, positions.said_on,
  positions.searched_on, positions.about, positions.record_id, positions.statement, positions.asked_by,
  positions.position_id, positions.source_id, sources.publisher, sources.url, positions.note
from positions
join organisations on organisations.organisation_id = positions.organisation_id
left join sources on sources.source_id = positions.source_id
where (:organisation in ('%', positions.organisation_id)
    or ';' || organisations.name || ';' || coalesce(organisations.other_names, '') || ';' like '%;' || :organisation || ';%')
  and (:record = '%' or positions.record_id = :record)
order by organisations.name, coalesce(positions.said_on, positions.searched_on) desc, positions.position_id
