-- title: The first day is not after the last
-- description: In every interval of days the beginning comes before the end, or is the same day.
-- expected: a first day that is not after the last.
-- remedy: Exchange the two, or correct the wrong one.
select 'sightings' as table_name, sighting_id as record, 'date_earliest' as field,
  date_earliest || ' > ' || date_latest as value from sightings where date_earliest > date_latest
union all
select 'port_calls', call_id, 'date_earliest', date_earliest || ' > ' || date_latest
from port_calls where date_earliest > date_latest
union all
select 'call_counts', count_id, 'period_start', period_start || ' > ' || period_end
from call_counts where period_start > period_end
union all
select 'volume_estimates', estimate_id, 'period_start', period_start || ' > ' || period_end
from volume_estimates where period_start > period_end
union all
select 'notified_deliveries', delivery_id, 'period_start', period_start || ' > ' || period_end
from notified_deliveries where period_start > period_end
union all
select 'supply_caps', cap_id, 'period_start', period_start || ' > ' || period_end
from supply_caps where period_start > period_end
union all
select 'vessel_organisations', vessel_id || '|' || organisation_id || '|' || role || '|' || source_id, 'from_on',
  from_on || ' > ' || to_on from vessel_organisations where from_on > to_on
