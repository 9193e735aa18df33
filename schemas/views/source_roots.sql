-- title: Sources and their roots
-- description: >-
--   For every source the document it goes back to: a story that only repeats another source has that source's root
--   and is no second witness.
-- columns:
--   source_id: The document.
--   root_source_id: The document that it goes back to; itself where it repeats no other.
with recursive chain(source_id, root_source_id, step) as (
  select source_id, source_id, 0 from sources
  union
  select chain.source_id, sources.relays_source_id, chain.step + 1
  from chain join sources on sources.source_id = chain.root_source_id
  where sources.relays_source_id is not null and chain.step < 20
)
select chain.source_id, chain.root_source_id
from chain
join sources on sources.source_id = chain.root_source_id
where sources.relays_source_id is null
order by chain.source_id, chain.root_source_id
