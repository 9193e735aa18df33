-- title: Notified deliveries per year against the ceiling
-- description: >-
--   What each state reported to the 1718 Committee for each year, beside the ceiling on refined petroleum for all
--   suppliers together. Overlapping periods are never added: the figure taken is the one that runs from 1 January
--   furthest into the year, to which only the months after it are added; periods that begin later or cross a year's end
--   are left out. A rounded figure counts only where no exact one covers the same period, a figure that a correction
--   withdraws is left out, and where exact figures differ the lowest and the highest are side by side. Tonnes follow
--   the same rule in columns of their own and are never turned into barrels. Totals that a source prints for several
--   states are in rows of their own; the row of China and Russia added together is the one calculated here.
-- parameters:
--   year: {title: 'Year, such as 2023; empty for all', default: ''}
-- example: With no year named it shows 2017 to 2025; for 2023 China's 256,861 barrels and Russia's 105,845 make 72.5 per cent of the ceiling of 500,000.
-- chart: {title: 'What states reported for each year, from the lowest to the highest reading', label: 'year state basis', low: barrels_low, high: barrels_high, unit: barrels}
with printed as (
  select reporting_state as state, year, period_start, period_end, rounded, delivery_id, 'barrel' as unit,
    case when unit = 'barrel' then quantity when unit_alt = 'barrel' then quantity_alt end as amount
  from notified_deliveries
  union all
  select reporting_state, year, period_start, period_end, rounded, delivery_id, 'tonne',
    case when unit = 'tonne' then quantity when unit_alt = 'tonne' then quantity_alt end
  from notified_deliveries
),
kept as (
  select * from printed
  where amount is not null and substr(period_end, 1, 4) = substr(period_start, 1, 4)
    and delivery_id not in (select record_id from corrections where field = 'quantity')
),
best as (
  select state, year, unit, period_start, period_end, min(amount) as low, max(amount) as high,
    group_concat(delivery_id, ', ') as figures
  from (select kept.*, min(rounded) over (partition by state, year, unit, period_start, period_end) as least_rounded
    from kept order by delivery_id)
  where rounded = least_rounded
  group by state, year, unit, period_start, period_end
),
reach as (
  select state, year, unit, max(period_end) as reached from best where period_start = year || '-01-01' group by 1, 2, 3
),
used as (
  select best.*, best.period_start = best.year || '-01-01' as from_january from best
  left join reach on reach.state = best.state and reach.year = best.year and reach.unit = best.unit
  where (best.period_start = best.year || '-01-01' and best.period_end = reach.reached)
    or (best.period_start > coalesce(reach.reached, '') and best.period_start = date(best.period_start, 'start of month')
      and best.period_end = date(best.period_start, '+1 month', '-1 day'))
),
summed as (
  select state, year, unit, round(sum(low), 3) as low, round(sum(high), 3) as high, group_concat(figures, ' + ') as figures,
    group_concat(case when substr(period_start, 1, 7) = substr(period_end, 1, 7) then substr(period_start, 1, 7)
      else period_start || ' to ' || period_end end, ' + ') as covers
  from (select * from used order by period_start)
  group by state, year, unit
),
states as (
  select reporting_state as state, year,
    group_concat(case when status = 'not_reported' then period_start || ' to ' || period_end end, '; ') as no_report_for
  from notified_deliveries group by 1, 2
),
rows_by_state as (
  select states.year, states.state, 'as reported' as basis, b.low as barrels_low, b.high as barrels_high,
    b.covers as barrels_cover, b.figures as barrels_from, t.low as tonnes_low, t.high as tonnes_high,
    t.covers as tonnes_cover, t.figures as tonnes_from, states.no_report_for
  from states
  left join summed b on b.state = states.state and b.year = states.year and b.unit = 'barrel'
  left join summed t on t.state = states.state and t.year = states.year and t.unit = 'tonne'
),
with_sums as (
  select * from rows_by_state
  union all
  select china.year, 'China and Russia', 'added here', china.barrels_low + russia.barrels_low,
    china.barrels_high + russia.barrels_high, 'China: ' || china.barrels_cover || '; Russia: ' || russia.barrels_cover,
    china.barrels_from || ' + ' || russia.barrels_from, null, null, null, null, null
  from rows_by_state china join rows_by_state russia on russia.year = china.year
  where china.state = 'China' and russia.state = 'Russia' and china.barrels_low is not null and russia.barrels_low is not null
)
select with_sums.year, state, basis, barrels_low, barrels_high, barrels_cover, barrels_from,
  supply_caps.quantity as cap_barrels, round(100.0 * barrels_low / supply_caps.quantity, 1) as cap_share_low_percent,
  round(100.0 * barrels_high / supply_caps.quantity, 1) as cap_share_high_percent, supply_caps.cap_id,
  tonnes_low, tonnes_high, tonnes_cover, tonnes_from, no_report_for
from with_sums
left join supply_caps on supply_caps.cap_id = (
  select cap_id from supply_caps where kind = 'ceiling' and product = 'refined petroleum products' and unit = 'barrel'
    and period_start <= with_sums.year || '-12-31' and coalesce(period_end, '9999') >= with_sums.year || '-01-01'
  order by adopted_on desc limit 1)
where :year = '' or with_sums.year = cast(:year as integer)
order by with_sums.year, case state when 'China' then 1 when 'Russia' then 2 when 'China and Russia' then 3 else 4 end, basis
