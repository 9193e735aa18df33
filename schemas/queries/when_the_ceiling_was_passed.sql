-- title: By which day the UN ceiling had been passed
-- description: >-
--   Days of 2024 by which 5, 50 and 95 per cent of the model's simulations have the ceiling passed: by what went by sea from
--   Vostochny alone, together with what states notified to the UN, and together with what is reported by rail as well. Each
--   for two cases of when the calls fell whose days nobody has published, before and after the published estimates are
--   weighed. Modelled, not measured.
-- parameters: {}
-- example: It shows 9 April 2024 as the middle day by sea, notified and rail, and 20 June 2024 by sea alone, the calls spread evenly.
select cap_passed.basis, cap_passed.undocumented_calls, cap_passed.probability, cap_passed.day, cap_passed.after_day,
  cap_passed.count_id, call_counts.counted_by, call_counts.count_low as counted_calls, cap_passed.run_id
from cap_passed
left join call_counts on call_counts.count_id = cap_passed.count_id
order by cap_passed.basis, cap_passed.undocumented_calls, cap_passed.probability
