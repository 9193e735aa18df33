-- Every figure of the record that a draft may quote: one row a figure, with its hedge, period, place, origin and page.
with printed as (
  select count_id as record, case when counted like 'vessels%' then 'ships' else 'calls' end as kind, count_low as low,
    count_high as high, null as middle, coalesce(qualifier, 'exactly') as need, period_start, period_end, port_id,
    counted_by as origin, 'sea' as flow, counted like '%un_listed' as listed, 1 as usable, 'counts/' || count_id || '/' as page
  from call_counts where count_low is not null and counted <> 'destinations'
  union all
  -- The ships that made counted calls; "more than a dozen" is 12 with its hedge.
  select count_id, 'ships', vessels_low - (vessels_as_printed like 'more than%'), vessels_high, null,
    case when vessels_as_printed like 'more than%' then 'more_than' when vessels_high is null then 'at_least' else 'exactly' end,
    period_start, period_end, port_id, counted_by, 'sea', counted like '%un_listed', 1, 'counts/' || count_id || '/'
  from call_counts where counted = 'calls' and vessels_low is not null
  union all
  select estimate_id, unit || 's', coalesce(quantity_low, quantity_central, quantity_high),
    coalesce(quantity_high, quantity_central), null, coalesce(qualifier, 'exactly'), period_start, period_end, port_id,
    estimated_by, flow, 0, usable, 'estimates/' || estimate_id || '/'
  from volume_estimates
  where measure = 'quantity' and unit in ('barrel', 'tonne') and coalesce(quantity_low, quantity_central, quantity_high) is not null
  union all
  select delivery_id, unit || 's', quantity, null, null, case when rounded then 'about' else 'exactly' end, period_start,
    period_end, null, reporting_state, 'notified', 0, 1, 'notified/'
  from notified_deliveries where quantity is not null
  union all
  select delivery_id, unit_alt || 's', quantity_alt, null, null, case when rounded then 'about' else 'exactly' end, period_start,
    period_end, null, reporting_state, 'notified', 0, 1, 'notified/'
  from notified_deliveries where quantity_alt is not null
  union all
  select vessel_id, 'dwt', dwt_tonnes, null, null, 'exactly', null, null, null, name, 'size', 0, 1, 'vessels/' || vessel_id || '/'
  from vessels where dwt_tonnes is not null
  union all
  select total_id, 'barrels', barrels_low, barrels_high, barrels_central, 'modelled', period_start, period_end, port_id,
    'Vostochny Ledger', 'sea', 0, 1, 'model/'
  from headline_series join volume_totals using (count_id) where volume_totals.basis = 'counted'
  union all
  select 'documented-' || port_id, 'calls', count(*), null, null, 'documented', min(date_earliest), max(date_latest), port_id,
    'Vostochny Ledger', 'sea', 0, 1, 'calls/'
  from calls where port_id = (select port_id from headline_series) group by port_id
  union all
  -- A ceiling that a later one replaced before it applied is a version that is not in force.
  select cap_id, unit || 's', quantity, null, null, 'exactly', null, null, null, resolution || ' (United Nations)', 'ceiling', 0,
    product = 'crude oil' or cap_id in (select cap_id from ceiling_in_force), 'ceiling/'
  from supply_caps where kind = 'ceiling' and per = 'year' and quantity > 0 and period_end is null
)
select record, kind, low, coalesce(high, low) as high, middle, need, coalesce(period_start, '') as start,
  coalesce(period_end, '') as [end], coalesce(port_id, '') as port, origin, flow, listed, page,
  record in (select cap_id from supply_caps where product = 'crude oil') as crude,
  -- Amounts that hold only if the ships were as full as somebody took them to be.
  record in (select estimate_id from volume_estimates where load_share is not null and qualifier = 'exactly') as assumed,
  (select cast(round(load_share * 100) as integer) from volume_estimates where estimate_id = record) as share,
  -- What is of petrol, diesel or gasoil, and not of oil products of all kinds.
  record in (select estimate_id from volume_estimates where subject like '%gasoil%' or subject like 'Light %') as product,
  -- Whose count a modelled quantity is for: it may be named with it.
  (select counted_by from volume_totals join call_counts using (count_id) where total_id = record) as relay,
  usable and record not in (select record_id from corrections) as usable
from printed order by record, kind
