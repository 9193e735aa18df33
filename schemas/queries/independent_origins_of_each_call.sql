-- title: On how many independent observers each call rests
-- description: >-
--   For every documented call the number of sightings, of documents that speak to it, of origins among those documents
--   (a story that repeats another goes back to the same origin and adds none), and of observers who are independent of
--   each other: those who share an analyst are one, however many documents they published.
-- parameters:
--   port_id: {title: 'Port, such as RUVYP; empty for all', default: RUVYP}
-- example: By default it shows the twelve calls at Vostochny; eleven of them rest on one independent observer.
-- chart: {title: 'Independent observers of each call', label: 'vessel_name date_earliest', value: independent_observers, unit: observers}
select calls.call_id, calls.vessel_name, calls.date_earliest, calls.date_latest, calls.confidence, calls.sightings,
  calls.observers, count(distinct record_sources.source_id) as documents,
  count(distinct record_sources.root_source_id) as origins, calls.independent_observers
from calls
join record_sources on record_sources.record_id = calls.call_id
where :port_id = '' or calls.port_id = :port_id
group by calls.call_id
order by calls.date_earliest, calls.call_id
