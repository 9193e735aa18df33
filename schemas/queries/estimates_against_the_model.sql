-- title: Published amounts against the model
-- description: >-
--   Every published amount that the model can be asked about, with the model's interval for the same number of calls and
--   a verdict. A verdict says where a figure lies, not who is right. Only a point estimate, one a study, can fail the test
--   (counts); an amount that is open on one side meets almost any interval.
-- parameters:
--   verdict: {title: 'Verdict: inside, below or above; empty for all', default: ''}
-- example: With no verdict named it shows all that can be compared, the latest period first.
-- chart: {title: 'What the model gives for the same calls, from low to high', label: 'estimated_by period_start period_end', low: model_barrels_low, high: model_barrels_high, unit: barrels}
select volume_estimates.estimate_id, volume_estimates.estimated_by, volume_estimates.period_start,
  volume_estimates.period_end, volume_estimates.qualifier,
  coalesce(quantity_low, quantity_central, quantity_high) as printed_low_barrels,
  coalesce(quantity_high, quantity_central, quantity_low) as printed_high_barrels,
  model_barrels_low, model_barrels_central, model_barrels_high, verdict, counts, evidence, reason, volume_estimates.source_id
from volume_backtest
join volume_estimates on volume_estimates.estimate_id = volume_backtest.estimate_id
where model_barrels_low is not null and (:verdict = '' or verdict = :verdict)
order by volume_estimates.period_end desc, volume_estimates.estimate_id
