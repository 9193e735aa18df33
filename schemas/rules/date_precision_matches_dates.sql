-- title: The stated precision of a date is that of its days
-- description: A sighting dated to the day has one day, one dated to the month a whole month, one known only to be before a day has no first day.
-- expected: a precision that fits date_earliest and date_latest.
select 'sightings' as table_name, sighting_id as record, 'date_precision' as field, date_precision as value
from sightings
where (date_precision = 'day' and (date_earliest is null or julianday(date_latest) - julianday(date_earliest) > 1))
  or (date_precision = 'month' and (
    date_earliest is null or date(date_earliest, 'start of month') <> date_earliest
    or date(date_earliest, 'start of month', '+1 month', '-1 day') <> date_latest))
  or (date_precision = 'interval' and date_earliest is null)
  or (date_precision = 'before' and date_earliest is not null)
