-- title: The confidence of a call follows the rubric
-- description: The grade of each call is the one that its sightings carry by the rule of the view call_confidence, or the row says why it departs from it. Links that are only inferred, and stories that repeat each other, do not count.
-- expected: the grade that the sightings carry, or a reason in confidence_departure where it differs, and only there.
select 'port_calls' as table_name, call_id as record,
  case when confidence_departure is null then 'confidence' else 'confidence_departure' end as field,
  coalesce(confidence_departure, confidence) as value,
  case when confidence_departure is null
    then 'Write `' || confidence_by_rule || '`, or say in confidence_departure why not. ' || reasons
    else 'Empty it: the rule gives the same grade.' end as remedy
from call_confidence
where (confidence <> confidence_by_rule) = (confidence_departure is null)
