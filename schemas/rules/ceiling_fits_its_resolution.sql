-- title: A ceiling fits its resolution
-- description: >-
--   A ceiling is called cap and a duty duty; it starts on the day of its resolution or later, the resolution bears the year of that
--   day, and the timeline has the adoption; an event of the day on which a ceiling starts is of the category resolution. A ceiling for three months runs for three months. One paragraph sets all rows of one resolution
--   about one product; a ceiling that ends, ends on the day before the next one begins.
-- expected: kind, year, days and paragraph as in the resolution.
-- remedy: Compare the row with the resolution.
select 'supply_caps' as table_name, cap_id as record, 'kind' as field, kind as value
from supply_caps where (kind = 'ceiling') <> (cap_id like 'cap-%')
union all
select 'supply_caps', cap_id, 'resolution', resolution from supply_caps
where instr(resolution, substr(adopted_on, 1, 4)) = 0
union all
select 'supply_caps', cap_id, 'adopted_on', adopted_on from supply_caps
where not exists (
  select 1 from timeline where happened_on = adopted_on and category = 'resolution'
    and instr(event, substr(resolution, 7, 4)) > 0)
union all
select 'supply_caps', cap_id, 'period_start', period_start || ' before ' || adopted_on from supply_caps
where period_start < adopted_on
union all
select 'supply_caps', cap_id, 'period_start', period_start from supply_caps
where period_start <> adopted_on and period_start <> date(period_start, 'start of month')
union all
select 'supply_caps', cap_id, 'per', per from supply_caps
where (per = 'none') <> (kind = 'duty' or (quantity is not null and quantity = 0))
union all
select 'supply_caps', cap_id, 'per', per || ' to ' || coalesce(period_end, '') from supply_caps
where per = 'three_months' and coalesce(period_end, '') <> date(period_start, '+3 months', '-1 day')
union all
select 'supply_caps', cap_id, 'per', per from supply_caps
where per = 'year' and period_end = date(period_start, '+3 months', '-1 day')
union all
select 'supply_caps', cap_id, 'paragraph', coalesce(paragraph, '') from supply_caps a
where exists (
  select 1 from supply_caps b where b.resolution = a.resolution and b.product = a.product
    and b.cap_id <> a.cap_id and coalesce(b.paragraph, '') <> coalesce(a.paragraph, ''))
union all
select 'supply_caps', a.cap_id, 'product', a.product from supply_caps a
where (a.kind = 'ceiling' and instr(lower(a.description), 'refined products') > 0) <> (a.product = 'refined petroleum products'
    and a.kind = 'ceiling')
  or (a.kind = 'ceiling' and instr(lower(a.description), 'crude oil') > 0) <> (a.product = 'crude oil' and a.kind = 'ceiling')
union all
select 'supply_caps', a.cap_id, 'period_end', a.period_end from supply_caps a
where a.period_end is not null and a.per <> 'three_months' and not exists (
  select 1 from supply_caps b where b.product = a.product and b.kind = a.kind and b.period_start = date(a.period_end, '+1 day'))
union all
select 'timeline', event_id, 'category', category from timeline
where category <> 'resolution' and happened_on in (select period_start from supply_caps)
