-- title: What if the ships were less full, or the oil lighter?
-- description: >-
--   The deadweight of the documented calls at Vostochny and of each counted series, times the cargo share, the share of
--   load and the barrels per tonne that you choose: plain arithmetic, without any draw, so it has no interval. The
--   documented calls are inside the series and are never added to them.
-- parameters:
--   load_share: {title: 'How full the ships left, from 0 to 1', default: '0.9'}
--   barrels_per_tonne: {title: 'Barrels per tonne of oil; diesel 7.46, gasoline about 8.5', default: '7.98'}
--   cargo_share: {title: 'Cargo as a share of deadweight on a full ship, from 0 to 1', default: '0.95'}
-- example: With the central values the Open Source Centre's 43 calls come to about 940,000 barrels.
-- chart: {title: 'Barrels with the values above', label: 'basis period count_id', value: barrels, unit: barrels}
select total_id, basis, period, count_id, calls, documented_calls, dwt_tonnes_point,
  round(dwt_tonnes_point * :cargo_share * :load_share * :barrels_per_tonne) as barrels
from volume_totals
where basis = 'counted' or length(period) = 4
order by basis desc, total_id
