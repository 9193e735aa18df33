-- title: A position to the arc minute is a whole number of minutes
-- description: Where the note says that a position is given to the arc minute, or is that of the UN/LOCODE list, which has degrees and minutes, each coordinate is a whole number of minutes to six digits, so that a slip in a digit shows.
-- expected: a coordinate that is a whole number of arc minutes.
-- remedy: Divide the minutes by 60 again and keep six digits.
select 'ports' as table_name, port_id as record,
  case when abs(latitude * 60 - round(latitude * 60)) > 0.00003 then 'latitude' else 'longitude' end as field,
  latitude || ', ' || longitude as value
from ports
where (note like '%to the arc minute%' or note like '%Position from the UN/LOCODE list%')
  and (abs(latitude * 60 - round(latitude * 60)) > 0.00003
    or abs(longitude * 60 - round(longitude * 60)) > 0.00003)
