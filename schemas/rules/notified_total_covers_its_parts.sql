-- title: A notified total is not less than its parts
-- description: >-
--   What a state notified for a period is at least what it notified for a shorter one inside it, to two per cent. A rounded amount ends in a nought, and one that ends in two noughts is rounded. A total is read
--   after its period began and at most two months before its source was published.
-- expected: amounts that grow with their period, and a day of the page near that of the source.
-- remedy: Compare amount, unit, period and day with the source, or declare the conflict.
-- exceptions:
--   - {record: delivery-112, reason: 'Rounded up by the source; the total of the year, delivery-111, was printed later.'}
--   - {record: delivery-175, reason: 'Printed a year later as a comparison, as its note says.'}
with amounts as (
  select delivery_id, reporting_state, unit, period_start, period_end, quantity from notified_deliveries where quantity is not null
)
select distinct 'notified_deliveries' as table_name, a.delivery_id as record, 'quantity' as field,
  a.quantity || ' to ' || a.period_end || ', but ' || b.quantity || ' to ' || b.period_end as value
from amounts a
join amounts b on b.reporting_state = a.reporting_state and b.unit = a.unit and b.period_start <= a.period_start
  and b.period_end >= a.period_end and b.delivery_id <> a.delivery_id
where a.quantity > 1.02 * b.quantity and (b.period_start < a.period_start or b.period_end > a.period_end)
union
select 'notified_deliveries', delivery_id, 'rounded', quantity || ' ' || rounded
from notified_deliveries
where quantity > 0 and ((rounded and cast(quantity as integer) % 2 = 1) or (not rounded and cast(quantity as integer) % 100 = 0
    and quantity = cast(quantity as integer)))
union
select 'notified_deliveries', delivery_id, 'as_of', as_of || ' in a source of ' || published_on
from notified_deliveries join sources on sources.source_id = notified_deliveries.source_id
where as_of < substr(period_start, 1, length(as_of))
  or julianday(substr(published_on || '-01-01', 1, 10)) - julianday(substr(as_of || '-01-01', 1, 10)) > 60
