-- title: A vessel marked as UN-listed has the designation, and the other way round
-- description: un_listed is true exactly when a designation by the UN stands that was not removed.
-- expected: un_listed to agree with data/vessel_sanctions.csv.
-- remedy: Correct un_listed, or add the designation or its removal.
select 'vessels' as table_name, v.vessel_id as record, 'un_listed' as field,
  case v.un_listed when 1 then 'true' else 'false' end as value
from vessels v
where v.un_listed <> exists (
  select 1 from vessel_sanctions s
  where s.vessel_id = v.vessel_id and s.authority = 'UN' and coalesce(s.delisted_on, s.gone_by) is null
)
