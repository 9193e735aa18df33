-- title: Calls by ships on the UN list
-- description: >-
--   Calls documented one by one whose ship was on the list of the UN's 1718 Committee on the day of the call, with
--   what the record is sure of. Unidentified tankers are not among them. A listing is a fact about the list; that a
--   listed ship called does not say what it loaded or who arranged it.
-- parameters:
--   year: {title: 'Year, such as 2024; empty for all', default: ''}
--   month: {title: 'Month, as 4 or 2024-04; empty for all', default: ''}
-- example: With no year and no month it shows all such calls on record, four of them at Vostochny in 2024.
select call_id, vessel_id, vessel_name, imo_number, un_listed_on, port_id, port_name, operation,
  date_earliest, date_latest, year, month, confidence, confidence_reason, observers
from calls
where un_listed = 1
  and (:year = '' or year = cast(:year as integer))
  and (:month = '' or month = :month or cast(substr(month, 6, 2) as integer) = cast(:month as integer))
order by date_earliest, call_id
