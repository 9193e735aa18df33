-- title: Calls that rest on one observer
-- description: >-
--   Calls for which only one observer reports the ship in the port on its own account. Sightings joined to the call by
--   inference do not count, neither do documents that repeat one another, and observers who share an analyst are one;
--   this is the rule by which the confidence is graded. One observer may be right; nobody else in the sources read confirms it.
-- parameters: {}
-- example: It shows every call on record but the one that two observers report, both hedging the name.
select port_calls.call_id, port_calls.vessel_id, coalesce(vessels.name, 'Unidentified tanker') as vessel_name,
  port_calls.port_id, port_calls.date_earliest, port_calls.date_latest, port_calls.operation, port_calls.confidence,
  port_calls.confidence_reason, min(sightings.observer) as observer,
  group_concat(distinct sightings.method) as methods, min(source_roots.root_source_id) as root_source_id,
  count(*) as sightings
from port_calls
join sightings on sightings.call_id = port_calls.call_id and coalesce(sightings.inferred, '') not like '%call_id%'
join source_roots on source_roots.source_id = sightings.source_id
join observers on observers.observer = sightings.observer
left join vessels on vessels.vessel_id = port_calls.vessel_id
group by port_calls.call_id
having count(distinct observers.independent_group) = 1 or count(distinct source_roots.root_source_id) = 1
order by port_calls.date_earliest, port_calls.call_id
