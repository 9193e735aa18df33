-- title: The size of every caller can be told or drawn
-- description: >-
--   The volume model takes a ship's deadweight, else its gross tonnage, else draws from the ships seen at the port. A call
--   for which none of the three is known cannot be estimated.
-- expected: a ship of known deadweight or gross tonnage, or at least one such ship seen loading or lying at the port.
-- remedy: Give a sourced deadweight or gross tonnage of a ship seen at this port.
select 'port_calls' as table_name, call_id as record, 'vessel_id' as field, port_calls.vessel_id as value
from port_calls
left join vessels on vessels.vessel_id = port_calls.vessel_id
where operation = 'load'
  and vessels.dwt_tonnes is null and vessels.gross_tonnage is null
  and port_calls.port_id not in (
    select sightings.port_id
    from sightings join vessels as seen on seen.vessel_id = sightings.vessel_id
    where sightings.port_id is not null and sightings.activity in ('load', 'in_port')
      and (seen.dwt_tonnes is not null or seen.gross_tonnage is not null))
order by call_id
