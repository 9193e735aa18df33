-- title: Calls between two days
-- description: >-
--   Documented calls whose reported days touch a span of time, with the ship, the port and the grade. Most calls that
--   the Open Source Centre counted are not published one by one, so a span without a call here is not one without calls.
-- parameters:
--   first_day: {title: 'First day, as 2024-03-01', default: '2024-03-01'}
--   last_day: {title: 'Last day, as 2024-03-31', default: '2024-03-31'}
-- example: By default it shows the six calls of March 2024, five at Vostochny and one at Chongjin.
select call_id, date_earliest, date_latest, vessel_id, vessel_name, port_id, port_name, operation, confidence, un_listed,
  observers
from calls
where date_latest >= :first_day and date_earliest <= :last_day
order by date_earliest, call_id
