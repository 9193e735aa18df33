-- title: The confidence of a call follows the rubric
-- description: Confirmed needs two independent observers, or imagery and AIS together; probable needs an identified ship and an observer who saw it at the berth in imagery or reports loading; anything less is possible. Links that are only inferred, and stories that repeat each other, do not count.
-- expected: a grade no higher than the sightings carry.
-- remedy: Lower the grade, or add the independent sighting.
with evidence as (
  select c.call_id, c.confidence, c.vessel_id,
    count(distinct s.observer) as observers,
    count(distinct r.root_source_id) as roots,
    max(s.method = 'ais') + max(s.method in ('optical_imagery', 'imagery_and_other')) as methods,
    max(s.activity in ('load', 'discharge')) as at_work
  from port_calls c
  left join sightings s on s.call_id = c.call_id and coalesce(s.inferred, '') not like '%call_id%'
  left join source_roots r on r.source_id = s.source_id
  group by c.call_id
)
select 'port_calls' as table_name, call_id as record, 'confidence' as field, confidence as value
from evidence
where (confidence = 'confirmed' and not ((observers >= 2 and roots >= 2) or methods = 2))
  or (confidence = 'confirmed' and vessel_id is null)
  or (confidence = 'probable' and (vessel_id is null or not coalesce(at_work, 0)))
  or confidence <> 'confirmed' and vessel_id is not null and observers >= 2 and roots >= 2
