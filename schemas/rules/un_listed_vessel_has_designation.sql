-- title: A vessel marked as UN-listed has the designation, and the other way round
-- description: un_listed is true exactly when a designation by the UN is in force; without one it is false for a ship with an IMO number, and empty for a ship without, which cannot be checked against the list.
-- expected: un_listed to agree with data/vessel_sanctions.csv and with the IMO number.
-- remedy: Correct un_listed, or add the designation, its removal or the number.
with told as (
  select v.*, exists (
      select 1 from vessel_sanctions s
      where s.vessel_id = v.vessel_id and s.authority = 'UN' and coalesce(s.delisted_on, s.gone_by) is null
    ) as listed
  from vessels v
)
select 'vessels' as table_name, vessel_id as record, 'un_listed' as field,
  case un_listed when 1 then 'true' when 0 then 'false' else '' end as value
from told
where coalesce(un_listed, 2) <> case when listed then 1 when imo_number is not null then 0 else 2 end
