-- title: By which day the UN ceiling had been passed
-- description: >-
--   Days of 2024 by which 5, 50 and 95 per cent of the model's simulations have the ceiling passed, once for what went by
--   sea from Vostochny alone and once together with what states notified to the UN. Modelled, not measured.
-- parameters: {}
-- example: It shows 21 June 2024 as the middle day for the counted series by sea alone.
select cap_passed.basis, cap_passed.probability, cap_passed.day, cap_passed.count_id, call_counts.counted_by,
  call_counts.count_low as counted_calls, cap_passed.run_id
from cap_passed
left join call_counts on call_counts.count_id = cap_passed.count_id
order by cap_passed.basis, cap_passed.probability
