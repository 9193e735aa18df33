-- title: First and last documented call of each ship
-- description: >-
--   For each ship that a source identifies in a port, its first and last call on record and how many there are. Most
--   calls that the Open Source Centre counted are not published one by one, so a ship may have called earlier, later
--   and more often.
-- parameters:
--   port_id: {title: 'Port, such as RUVYP; empty for all', default: RUVYP}
-- example: By default it shows seven ships at Vostochny, with three documented calls by Paek Yang San 1.
-- chart: {title: 'Documented calls of each ship', label: vessel_name, value: documented_calls, unit: calls}
select calls.vessel_id, calls.vessel_name, calls.imo_number, count(*) as documented_calls,
  min(calls.date_earliest) as first_day, max(calls.date_latest) as last_day,
  (select first.call_id from calls as first where first.vessel_id = calls.vessel_id
    and (:port_id = '' or first.port_id = :port_id) order by first.date_earliest, first.call_id limit 1) as first_call_id,
  (select last.call_id from calls as last where last.vessel_id = calls.vessel_id
    and (:port_id = '' or last.port_id = :port_id) order by last.date_latest desc, last.call_id desc limit 1) as last_call_id,
  max(calls.un_listed) as un_listed_at_a_call,
  group_concat(distinct calls.port_id) as port_ids
from calls
where calls.vessel_id is not null and (:port_id = '' or calls.port_id = :port_id)
group by calls.vessel_id
order by first_day, calls.vessel_id
