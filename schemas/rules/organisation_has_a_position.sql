-- title: Whoever is named has a position
-- description: >-
--   Every organisation, person or state in the record has at least one row on what it says, or one that says that no
--   statement of it was found in the documents read, and on which day it was looked for.
-- expected: at least one row of data/positions.csv for this organisation.
-- remedy: Look for a statement and enter it; where there is none, enter that, with the day and the document searched.
select 'organisations' as table_name, o.organisation_id as record, 'organisation_id' as field, o.name as value
from organisations o
where not exists (select 1 from positions p where p.organisation_id = o.organisation_id)
