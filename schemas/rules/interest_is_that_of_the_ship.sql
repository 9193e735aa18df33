-- title: The company in a reason is one of the ship's
-- description: >-
--   Where the reason of a designation says that a ship is the property of a company, and the particulars of the ship name companies
--   that have to do with it, the company of the reason is one of them.
-- expected: a company that data/vessel_particulars.csv has for this ship.
-- remedy: Compare the reason with the list, or add the particular with its source.
with companies as (
  select vessel_id, replace(replace(value, ' Company Limited', ''), ' Company', '') as name
  from vessel_particulars where attribute in ('linked_company', 'owner', 'operator', 'manager')
)
select 'vessel_sanctions' as table_name, designation_id as record, 'reason' as field, reason as value
from vessel_sanctions s
where reason glob 'The US Treasury blocks the ship as property in which *'
  and exists (select 1 from companies c where c.vessel_id = s.vessel_id)
  and not exists (select 1 from companies c where c.vessel_id = s.vessel_id and instr(s.reason, c.name) > 0)
