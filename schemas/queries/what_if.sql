-- title: What if the ships were less full, or the oil lighter?
-- description: >-
--   A deadweight for the documented calls at Vostochny and for each counted series, times the cargo share, the share of
--   load and the barrels per tonne that you choose, to the nearest ten thousand: plain arithmetic, without any draw, so
--   it has no interval. It starts at the means of what the model draws, where it gives the model's own middle. The
--   volume of the tanks, which limits light cargoes, is left out. The documented calls are inside the series and are
--   never added to them.
-- parameters:
--   load_share: {title: 'How full the ships left, from 0 to 1', default: '0.87'}
--   barrels_per_tonne: {title: 'Barrels per tonne of oil; diesel 7.46, gasoline about 8.5', default: '7.6'}
--   cargo_share: {title: 'Cargo as a share of deadweight on a full ship, from 0 to 1', default: '0.94'}
-- example: With the starting values the Open Source Centre's 43 calls come to 910,000 barrels, the model's middle.
-- chart: {title: 'Barrels with the values above', label: 'basis period count_id', value: barrels, unit: barrels}
select total_id, basis, period, count_id, calls, documented_calls, dwt_tonnes_point,
  round(dwt_tonnes_point * :cargo_share * :load_share * :barrels_per_tonne / 10000) * 10000 as barrels
from volume_totals
where basis = 'counted' or length(period) = 4
order by basis desc, total_id
