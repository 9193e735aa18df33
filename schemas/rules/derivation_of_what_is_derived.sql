-- title: What is derived says how
-- description: A factor that was worked out here says from what; one that a source prints has nothing to say.
-- expected: a derivation exactly when the method is derived.
select 'conversion_factors' as table_name, factor_id as record, 'method' as field, method as value
from conversion_factors where (method = 'derived') <> (derivation is not null)
