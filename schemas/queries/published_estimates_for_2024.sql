-- title: Published estimates of oil supplied in 2024
-- description: >-
--   Every amount of oil that a source prints for a period that meets 2024, with who estimated it, how the source hedges
--   it and for which period. Periods and routes overlap, so the amounts are never to be added. Needs and enquiries are
--   not deliveries. An amount that is not usable is kept as printed, and its note or a correction says why.
-- parameters:
--   flow: {title: 'Route: sea, rail, all, need or enquiry; empty for every one', default: ''}
-- example: With no route named it shows all amounts, among them over a million barrels from Vostochny by November 2024, as the Open Source Centre estimates.
select estimate_id, flow, subject, period_start, period_end, qualifier, quantity_low, quantity_central, quantity_high,
  unit, estimated_by, basis, volume_estimates.usable, volume_estimates.source_id, sources.publisher,
  (select group_concat(correction_id || ': ' || reason, '; ') from corrections where corrections.record_id = estimate_id)
    as corrections,
  volume_estimates.note
from volume_estimates
join sources on sources.source_id = volume_estimates.source_id
where measure = 'quantity' and period_start <= '2024-12-31' and period_end >= '2024-01-01'
  and (:flow = '' or flow = :flow)
order by flow, period_start, period_end, estimate_id
