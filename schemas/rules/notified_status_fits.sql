-- title: A month not reported has no figure
-- description: A reported delivery has a quantity, which may be zero; a period that was not reported has none.
-- expected: a quantity exactly when the status is reported.
select 'notified_deliveries' as table_name, delivery_id as record, 'status' as field, status as value
from notified_deliveries where (status = 'reported') <> (quantity is not null)
