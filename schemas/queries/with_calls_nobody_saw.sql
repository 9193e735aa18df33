-- title: How many calls the count would stand for if some went unseen
-- description: >-
--   For three shares of days on which the berths at Vostochny could be seen, how many calls and barrels the counted series
--   would stand for, beside the series as counted. Each row is a condition, and its sentence says so; nobody knows on how
--   many days the berths could be seen. See the table on who looked, and how often.
-- parameters: {}
-- example: With two days in three seen, the 43 counted calls would stand for 44 to 62.
select unseen_calls.sentence, unseen_calls.days_seen, unseen_calls.count_id, counted_calls, calls_low, calls_central,
  calls_high, barrels_low, barrels_central, barrels_high, unseen_calls.run_id
from unseen_calls
order by days_seen desc
