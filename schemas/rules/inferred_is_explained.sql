-- title: What is inferred is explained
-- description: A row that lists inferred columns says in its note how they were inferred.
-- expected: a note that says how.
select 'sightings' as table_name, sighting_id as record, 'note' as field, inferred as value
from sightings where inferred is not null and note is null
  and not exists (select 1 from citations c where c.record_id = sighting_id and c.relation = 'identifies')
union all select 'port_calls', call_id, 'note', inferred from port_calls where inferred is not null and note is null
union all select 'call_counts', count_id, 'note', inferred from call_counts where inferred is not null and note is null
union all
select 'volume_estimates', estimate_id, 'note', inferred from volume_estimates
where inferred is not null and note is null
union all
select 'notified_deliveries', delivery_id, 'note', inferred from notified_deliveries
where inferred is not null and note is null
union all select 'vessels', vessel_id, 'note', inferred from vessels where inferred is not null and note is null
union all
select 'vessel_sanctions', designation_id, 'note', inferred from vessel_sanctions
where inferred is not null and note is null
union all
select 'organisations', organisation_id, 'note', inferred from organisations where inferred is not null and note is null
union all
select 'organisation_designations', designation_id, 'note', inferred from organisation_designations
where inferred is not null and note is null
union all
select 'vessel_organisations', vessel_id || '|' || organisation_id || '|' || role || '|' || source_id, 'note', inferred
from vessel_organisations where inferred is not null and note is null
