-- title: A reason for independence has two observers who share an analyst
-- description: A call says why observers are independent in spite of a shared analyst only where two of its sightings share one and differ in method, images against the ship's signal.
-- expected: two sightings of the call with a shared analyst, one of images and one of the ship's signal; otherwise an empty cell.
-- remedy: Empty the cell.
select 'port_calls' as table_name, call_id as record, 'independence_reason' as field, independence_reason as value
from port_calls
where independence_reason is not null
  and not exists (
    select 1
    from call_evidence as one
    join call_evidence as two on two.call_id = one.call_id and two.observer <> one.observer
    join shared_people on shared_people.source_id = one.root_source_id
      and shared_people.other_source_id = two.root_source_id
    where one.call_id = port_calls.call_id and one.method = 'ais'
      and two.method in ('optical_imagery', 'imagery_and_other')
      and one.not_weighed_because is null and two.not_weighed_because is null
  )
