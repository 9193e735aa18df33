-- title: Observers, and who of them is independent of whom
-- description: >-
--   Everyone who made an observation on record, with the group in which no two are independent of each other: observers
--   who share an analyst are in one group, and so are those whom a third one joins.
-- columns:
--   observer: Who observed.
--   independent_group: The name of the first of the group in alphabetical order; its own name where nobody shares an analyst with it.
--   shares_with: The others of its group, separated by semicolons; empty where there are none.
--   sightings: How many sightings on record it made.
--   calls: How many documented calls rest on a sighting of it that counts for their grade.
-- warnings:
--   - To count independent observers, count independent_group and not observer.
with recursive
origins(observer, root_source_id) as (
  select distinct sightings.observer, source_roots.root_source_id
  from sightings join source_roots on source_roots.source_id = sightings.source_id
),
joined(observer, other) as (
  select observer, observer from origins
  union
  select one.observer, two.observer
  from origins as one
  join shared_people on shared_people.source_id = one.root_source_id
  join origins as two on two.root_source_id = shared_people.other_source_id
),
reached(observer, other) as (
  select observer, other from joined
  union
  select reached.observer, joined.other from reached join joined on joined.observer = reached.other
)
select reached.observer, min(reached.other) as independent_group,
  (select group_concat(other, '; ') from (
    select other from reached as near where near.observer = reached.observer and near.other <> near.observer order by other
  )) as shares_with,
  cast((select count(*) from sightings where sightings.observer = reached.observer) as integer) as sightings,
  cast((select count(distinct call_id) from call_evidence
    where call_evidence.observer = reached.observer and not_weighed_because is null) as integer) as calls
from reached
group by reached.observer
order by reached.observer
