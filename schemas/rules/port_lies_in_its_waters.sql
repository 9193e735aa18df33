-- title: A port lies where its country is
-- description: The ports of a country lie within the square of degrees that holds its coast; for Russia that is its Pacific coast south of 60 degrees.
-- expected: a position on the coast of the port's country.
-- remedy: Check the coordinates, and that the two are not exchanged.
with waters(country_iso2, south, north, west, east) as (
  values ('KP', 37.5, 43.1, 124.0, 131.0), ('RU', 42.2, 60.0, 130.3, 163.0), ('KR', 33.0, 38.7, 124.5, 131.0),
    ('CN', 18.0, 41.3, 108.0, 124.5), ('JP', 24.0, 45.8, 122.9, 146.0)
)
select 'ports' as table_name, port_id as record,
  case when latitude not between south and north then 'latitude' else 'longitude' end as field,
  latitude || ', ' || longitude as value
from ports join waters on waters.country_iso2 = ports.country_iso2
where latitude not between south and north or longitude not between west and east
union all
select distinct 'ports', p.port_id, 'oil_facilities', ''
from ports p join citations c on c.record_id = p.port_id and c.field = 'oil_facilities'
where p.oil_facilities is null
