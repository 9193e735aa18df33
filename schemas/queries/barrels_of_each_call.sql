-- title: How much oil each documented call can have carried
-- description: >-
--   What the volume model gives for each call at Vostochny that is documented one by one, with how the ship's deadweight
--   is known. The intervals share much of their error, so they cannot simply be added; the totals are in volume_totals.
-- parameters:
--   vessel_id: {title: 'Identifier of a ship, such as paek-yang-san-1; empty for all', default: ''}
-- example: With no ship named it shows twelve calls; for the first, of Paek Yang San 1, the central value is 21,000 barrels.
-- chart: {title: 'Barrels of each call, from low to high', label: 'vessel_name date_earliest', low: barrels_low, high: barrels_high, unit: barrels}
select calls.call_id, calls.date_earliest, calls.date_latest, calls.vessel_id, calls.vessel_name, calls.confidence,
  volumes_per_call.dwt_basis, volumes_per_call.dwt_tonnes_central, volumes_per_call.barrels_low,
  volumes_per_call.barrels_central, volumes_per_call.barrels_high
from volumes_per_call
join calls on calls.call_id = volumes_per_call.call_id
where :vessel_id = '' or calls.vessel_id = :vessel_id
order by calls.date_earliest, calls.call_id
