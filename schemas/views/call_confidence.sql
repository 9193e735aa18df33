-- title: The grade of each call by the rule
-- description: >-
--   The grade that follows from the sightings of each call, and why. Confirmed: two independent observers identify the
--   ship in the port, or images and the ship's own signal (AIS) both show it there. Probable: one observer saw it at the
--   oil berth or reports loading or unloading, and names the ship without a hedge. Possible: anything less. Two observers
--   are independent when neither document goes back to the other's, and no analyst worked on both; a shared analyst is
--   disregarded only where one saw the ship in images, the other by its signal, and the call says why.
-- columns:
--   call_id: The call.
--   confidence: The grade on record.
--   confidence_by_rule: The grade that follows from the sightings by the rule.
--   reasons: Why, in words.
--   confidence_departure: Why the recorded grade differs from it, where it does.
--   independent_origins: How many independent observers identify the ship there; none, one, or two or more.
--   images_and_signal: 1 where images and the ship's own signal (AIS) both show it in the port.
--   at_work: 1 where a sighting that counts has it at the oil berth, loading or unloading.
--   sightings_weighed: How many sightings count for the grade.
--   conflicts: Conflicts that name the call or one of its sightings.
-- warnings:
--   - The grade is of the published evidence, not of the event.
--   - Where the recorded grade departs from this one, confidence_departure says why.
with
weighed as (select * from call_evidence where not_weighed_because is null),
paired as (
  select one.call_id,
    max(shared_people.people is null or (
      port_calls.independence_reason is not null and 
      (one.method = 'ais' and two.method in ('optical_imagery', 'imagery_and_other')
        or two.method = 'ais' and one.method in ('optical_imagery', 'imagery_and_other'))
    )) as independent,
    group_concat(distinct one.observer || ' and ' || two.observer || ' share ' || shared_people.people) as sharing
  from weighed as one
  join weighed as two on two.call_id = one.call_id and two.observer > one.observer
    and two.root_source_id <> one.root_source_id
  join port_calls on port_calls.call_id = one.call_id
  left join shared_people on shared_people.source_id = one.root_source_id
    and shared_people.other_source_id = two.root_source_id
  group by one.call_id
),
told as (
  select weighed.call_id,
    max(coalesce(paired.independent, 0)) as independent, max(paired.sharing) as sharing,
    max(method = 'ais') and max(method in ('optical_imagery', 'imagery_and_other')) as images_and_signal,
    max(at_work) as at_work, max(at_work and identity_hedge is null) as named_at_work
  from weighed left join paired on paired.call_id = weighed.call_id group by weighed.call_id
),
sides as (
  select conflict_id, record_id from conflicts union select conflict_id, rival_record_id from conflicts
),
disputed as (
  select port_calls.call_id, sides.conflict_id from sides join port_calls on port_calls.call_id = sides.record_id
  union
  select sightings.call_id, sides.conflict_id from sides join sightings on sightings.sighting_id = sides.record_id
),
worded as (
  select port_calls.call_id, port_calls.vessel_id is not null as named,
    (select cast(count(*) as integer) from weighed where weighed.call_id = port_calls.call_id) as weighed,
    coalesce(told.independent, 0) as independent,
    told.sharing, coalesce(told.images_and_signal, 0) as images_and_signal, coalesce(told.at_work, 0) as at_work, coalesce(told.named_at_work, 0) as named_at_work,
    (select group_concat(observer, ' and ') from (
      select distinct observer from weighed where weighed.call_id = port_calls.call_id order by observer)) as observers,
    (select group_concat(observer, ' and ') from (
      select distinct observer from weighed where weighed.call_id = port_calls.call_id and at_work order by observer
    )) as observers_at_work,
    (select group_concat(observer || ' (' || replace(identity_hedge, '_', ' ') || ')', ', ') from (
      select distinct observer, identity_hedge from weighed
      where weighed.call_id = port_calls.call_id and identity_hedge is not null order by observer, identity_hedge
    )) as hedged,
    (select group_concat(sighting_id || ' by ' || observer || ' (' || not_weighed_because || ')', ', ') from (
      select sighting_id, observer, not_weighed_because from call_evidence
      where call_evidence.call_id = port_calls.call_id and not_weighed_because is not null order by sighting_id
    )) as not_weighed,
    (select group_concat(conflict_id, ', ') from (
      select conflict_id from disputed where disputed.call_id = port_calls.call_id order by conflict_id
    )) as conflicts,
    (select group_concat(conflict_id, ', ') from (
      select conflict_id from disputed join conflicts using (conflict_id)
      where disputed.call_id = port_calls.call_id and kind = 'contradiction' order by conflict_id
    )) as contradictions,
    (select group_concat(conflict_id, ', ') from (
      select conflict_id from disputed join conflicts using (conflict_id)
      where disputed.call_id = port_calls.call_id and kind <> 'contradiction' order by conflict_id
    )) as differences
  from port_calls left join told on told.call_id = port_calls.call_id
)
select worded.call_id, port_calls.confidence,
  case
    when independent or images_and_signal then 'confirmed'
    when named_at_work then 'probable'
    else 'possible'
  end as confidence_by_rule,
  case when not named then 'The ship is not identified.'
    when weighed = 0 then 'No sighting fixes ship, port and day by itself.'
    when independent then 'Two or more independent observers identify the ship: ' || observers || '.'
    else 'One independent observer identifies the ship: ' || observers || '.' end
  || coalesce(' An analyst is shared: ' || sharing || '.', '')
  || case when images_and_signal then ' Images and the ship''s own signal (AIS) both show it in the port.' else '' end
  -- These are the labels of sightings.activity, so that a reader meets one wording of it (tests/checks/test_confidence.py).
  || case
    when at_work and operation = 'load' then ' Loading, or at the oil berth to load, as reported: ' || observers_at_work || '.'
    when at_work then ' Unloading, or at the jetty to unload, as reported: ' || observers_at_work || '.'
    when weighed then ' In the port, loading or unloading not observed.' else '' end
  || coalesce(' The name of the ship is hedged by ' || hedged || '.', '')
  || coalesce(' Without weight for the grade: ' || not_weighed || '.', '')
  || coalesce(' Disputed in ' || contradictions || '.', '')
  || coalesce(' Sources differ on it in ' || differences || ', where both sides can be true.', '') as reasons,
  port_calls.confidence_departure,
  case when independent then 'two or more' when weighed then 'one' else 'none' end as independent_origins,
  cast(images_and_signal <> 0 as integer) as images_and_signal, cast(at_work <> 0 as integer) as at_work,
  weighed as sightings_weighed, conflicts
from worded join port_calls on port_calls.call_id = worded.call_id
order by worded.call_id
