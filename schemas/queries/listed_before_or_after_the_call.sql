-- title: Was the ship listed before or after it called?
-- description: >-
--   Each call by an identified ship beside each listing of that ship, and whether the listing came before or after the
--   call. A ship without any listing on record keeps one row that says so. Listings differ in what they
--   oblige, and a listing after a call says nothing about what was known on the day.
-- parameters:
--   authority: {title: 'Authority: UN, US, EU, GB, KR, JP, CN or TW; empty for all', default: ''}
-- example: With no authority named it shows all pairs of a call and a listing, such as An San 1, listed by the UN in 2018 and at Vostochny on 22 March 2024.
select calls.call_id, calls.vessel_id, calls.vessel_name, calls.port_id, calls.date_earliest, calls.date_latest,
  vessel_sanctions.authority, vessel_sanctions.listed_on, vessel_sanctions.delisted_on,
  vessel_sanctions.gone_by,
  case
    when vessel_sanctions.designation_id is null and calls.imo_number is null then 'cannot be checked: no IMO number'
    when vessel_sanctions.designation_id is null then 'no listing on record'
    when coalesce(vessel_sanctions.delisted_on, vessel_sanctions.gone_by) <= calls.date_earliest then 'listed and removed before the call'
    when length(vessel_sanctions.listed_on) < 10 and vessel_sanctions.listed_on
      in (substr(calls.date_earliest, 1, length(vessel_sanctions.listed_on)), substr(calls.date_latest, 1, length(vessel_sanctions.listed_on)))
      then 'listed in the month or year of the call'
    when vessel_sanctions.listed_on > calls.date_latest then 'listed after the call'
    when vessel_sanctions.listed_on >= calls.date_earliest then 'listed during the call'
    when vessel_sanctions.gone_by is not null then 'listed before the call, removed on a day not known'
    else 'listed before the call'
  end as order_of_events,
  vessel_sanctions.designation_id, vessel_sanctions.source_id
from calls
left join vessel_sanctions on vessel_sanctions.vessel_id = calls.vessel_id
  and (:authority = '' or vessel_sanctions.authority = upper(:authority))
where calls.vessel_id is not null
order by calls.date_earliest, calls.call_id, vessel_sanctions.listed_on, vessel_sanctions.authority
