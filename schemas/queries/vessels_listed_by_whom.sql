-- title: Which authority lists which ship
-- description: >-
--   One row for each ship with a listing on record, and under each authority the day since which it lists the ship.
--   Removed listings are in a column of their own. An empty cell means that no listing is in the lists read; see
--   the table of designations for how far they reach.
-- parameters:
--   authority: {title: 'Only ships listed by: UN, US, EU, GB, KR, JP, CN or TW; empty for all', default: ''}
-- example: With no authority named it shows every ship listed by anyone, those with the most authorities first.
select vessels.vessel_id, vessels.name as vessel_name, vessels.imo_number, vessels.vessel_type,
  count(distinct case when coalesce(delisted_on, gone_by) is null then authority end) as authorities,
  min(case when authority = 'UN' and coalesce(delisted_on, gone_by) is null then listed_on end) as un_since,
  min(case when authority = 'US' and coalesce(delisted_on, gone_by) is null then listed_on end) as us_since,
  min(case when authority = 'EU' and coalesce(delisted_on, gone_by) is null then listed_on end) as eu_since,
  min(case when authority = 'GB' and coalesce(delisted_on, gone_by) is null then listed_on end) as gb_since,
  min(case when authority = 'KR' and coalesce(delisted_on, gone_by) is null then listed_on end) as kr_since,
  min(case when authority = 'JP' and coalesce(delisted_on, gone_by) is null then listed_on end) as jp_since,
  min(case when authority = 'CN' and coalesce(delisted_on, gone_by) is null then listed_on end) as cn_since,
  min(case when authority = 'TW' and coalesce(delisted_on, gone_by) is null then listed_on end) as tw_since,
  group_concat(authority || ' ' || listed_on || coalesce(' to ' || delisted_on, ', gone by ' || gone_by), '; ') as removed,
  (select count(*) from port_calls where port_calls.vessel_id = vessels.vessel_id) as documented_calls
from vessels
join vessel_sanctions on vessel_sanctions.vessel_id = vessels.vessel_id
group by vessels.vessel_id
having :authority = '' or sum(authority = upper(:authority) and coalesce(delisted_on, gone_by) is null) > 0
order by authorities desc, vessels.name, vessels.vessel_id
