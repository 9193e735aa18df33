-- title: Documents that share an analyst
-- description: >-
--   Pairs of documents with the same person as analyst, both ways round: what one of them reports is not
--   independent of what the other reports. Authors who report what others found do not count.
-- columns:
--   source_id: One document.
--   other_source_id: Another one.
--   people: Whom they share, separated by semicolons.
select one.source_id, other.source_id as other_source_id, group_concat(one.person, '; ') as people
from source_people as one
join source_people as other on other.person = one.person and other.source_id <> one.source_id
where one.made_analysis and other.made_analysis
group by one.source_id, other.source_id
order by one.source_id, other.source_id
