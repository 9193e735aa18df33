-- title: A fixed parameter has one value, a drawn one a range
-- description: Low, central and high of a fixed parameter are equal, and it is the same in all calls of a simulation; those of one that is drawn are not.
-- expected: three equal values exactly when the distribution is fixed.
select 'model_parameters' as table_name, parameter_id as record, 'distribution' as field, distribution as value
from model_parameters where (distribution = 'fixed') <> (low = high)
union all
select 'model_parameters', parameter_id, 'drawn', drawn from model_parameters
where distribution = 'fixed' and drawn <> 'once_per_simulation'
