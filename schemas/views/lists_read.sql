-- title: Lists of ships as they were read
-- description: >-
--   For each authority whose list was read as a whole the day of the list: a ship with an IMO number for which no listing is
--   on record was not found in the list of that day. Where lists of several programmes were read, the earliest day is given.
-- columns:
--   authority: Whose list it is.
--   list_as_of: The day of the list.
--   documents: In which documents it was read, separated by commas.
-- warnings:
--   - An authority without a row here published no list that was read as a whole; nothing follows for ships without a listing.
select authority, min(list_as_of) as list_as_of, group_concat(distinct list_source_id) as documents
from programmes
where list_as_of is not null
group by authority
order by authority
