-- title: The record has what pages state
-- description: >-
--   Some pages written by hand state one figure of a certain kind: how many of the headline's calls were by listed ships, who
--   calls the series a floor, what went by rail, when the Panel of Experts ended. Each of these is on record, for the
--   observer, the port and the year that the pages speak of, so that whatever passes the checks can be published. Where no
--   row is at fault, the first of its table is named.
-- expected: a record from which the pages can state this.
-- remedy: Enter it, or correct the name, port, year or kind by which it is no longer found.
with headline as (select * from headline_series),
needs as (
  select 'port_calls' as table_name, (select min(call_id) from port_calls) as record, 'count_id' as field, 'no call that falls in a counted series' as value,
    exists (select 1 from headline) as found
  union all
  select 'call_counts', count_id, 'count_low', 'no number of calls in the series of the headline', count_low is not null
  from headline
  union all
  select 'call_counts', count_id, 'counted_by', counted_by || ' counted no calls by listed ships at this port',
    exists (
      select 1 from call_counts where counted = 'calls_by_un_listed' and counted_by = headline.counted_by
        and port_id = headline.port_id and count_low is not null
    )
  from headline
  union all
  select 'call_counts', count_id, 'counted_by', counted_by || ' counted no least number of ships',
    exists (
      select 1 from call_counts where counted = 'vessels' and counted_by = headline.counted_by and qualifier = 'at_least'
        and count_low is not null
    )
  from headline
  union all
  select 'call_counts', count_id, 'period_start', 'a series that is not of the year 2024',
    period_start like '2024%' and period_end like '2024%'
  from headline
  union all
  select 'volume_estimates', (select min(estimate_id) from volume_estimates), 'basis', 'no figure for ' || count_id || ' whose basis says that cloud hides ships',
    exists (select 1 from volume_estimates where count_id = headline.count_id and basis like '%cloud%')
  from headline
  union all
  select 'volume_estimates', (select min(estimate_id) from volume_estimates), 'measure', 'no load share at the port of the headline',
    exists (
      select 1 from volume_estimates where measure = 'load_share' and port_id = headline.port_id
        and coalesce(quantity_low, quantity_central, quantity_high) is not null
    )
  from headline
  union all
  select 'volume_estimates', (select min(estimate_id) from volume_estimates), 'flow', 'no usable figure in barrels for most of 2024 by sea',
    exists (
      select 1 from volume_estimates where usable and measure = 'quantity' and unit = 'barrel' and flow = 'sea'
        and period_start like '2024%' and period_end like '2024%'
        and julianday(period_end) - julianday(period_start) > 180
    )
  union all
  select 'volume_estimates', (select min(estimate_id) from volume_estimates), 'flow', 'no usable figure in barrels for the whole of 2024 by rail',
    exists (
      select 1 from volume_estimates where usable and measure = 'quantity' and unit = 'barrel' and flow = 'rail'
        and period_start = '2024-01-01' and period_end = '2024-12-31'
        and coalesce(quantity_low, quantity_central) is not null
    )
  union all
  select 'supply_caps', (select min(cap_id) from supply_caps), 'quantity', 'no ceiling in force on refined petroleum products, in barrels a year',
    exists (select 1 from ceiling_in_force where quantity > 0)
  union all
  select 'timeline',
    coalesce(
      (select event_id from timeline where event like '%andate%' order by happened_on desc limit 1),
      (select min(event_id) from timeline)
    ),
    'event', 'no end of the mandate of the Panel of Experts',
    exists (
      select 1 from timeline where category = 'monitoring' and event like 'Mandate of the Panel of Experts ends%'
    )
  union all
  select 'timeline', (select min(event_id) from timeline), 'event_id', 'no event-029', exists (select 1 from timeline where event_id = 'event-029')
  union all
  select 'vessels', (select min(vessel_id) from vessels), 'vessel_id', 'no chon-ma-san with an IMO number',
    exists (select 1 from vessels where vessel_id = 'chon-ma-san' and imo_number is not null)
  union all
  select 'vessels', (select min(vessel_id) from vessels), 'dwt_tonnes', 'no caller at the port of the headline whose deadweight a source gives',
    exists (
      select 1 from port_calls join vessels using (vessel_id) where port_id = headline.port_id and dwt_tonnes is not null
    )
  from headline
  union all
  select 'ports', (select min(port_id) from ports), 'port_id', 'no RUVYP', exists (select 1 from ports where port_id = 'RUVYP')
)
select table_name, record, field, value from needs where not coalesce(found, 0)
