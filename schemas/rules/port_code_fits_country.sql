-- title: A port's code begins with its country
-- description: The UN/LOCODE of a port begins with its country's code, and the port's identifier is that code where there is one.
-- expected: a code of the port's own country that equals port_id.
select 'ports' as table_name, port_id as record, 'unlocode' as field, coalesce(unlocode, port_id) as value
from ports
where substr(port_id, 1, 2) <> country_iso2 or coalesce(unlocode, '') <> iif(port_id like '%-%', '', port_id)
