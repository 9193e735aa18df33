-- title: How many ships each authority listed, year by year
-- description: >-
--   Listings on record by authority and year, how many of them were removed later, and from how many documents they were
--   read. The lists read end on different days; see the page on completeness before comparing authorities.
-- parameters:
--   authority: {title: 'Authority: UN, US, EU, GB, KR, JP, CN or TW; empty for all', default: UN}
-- example: By default it shows the listings of the UN from 2016 to 2018.
-- chart: {title: 'Ships listed, by authority and year', label: 'authority listed_year', value: listings, unit: listings}
select authority, listed_year, count(*) as listings, count(distinct vessel_id) as vessels,
  count(coalesce(delisted_on, gone_by)) as removed_later, count(distinct source_id) as documents
from vessel_sanctions
where :authority = '' or authority = upper(:authority)
group by authority, listed_year
order by authority, listed_year
