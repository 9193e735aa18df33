-- Calls at Vostochny in the spring of 2024, with DuckDB.
-- Opens one file of parquet/port_calls/.
select year, strftime(date_earliest, '%Y-%m') as month, count(*) as calls
from read_parquet('parquet/port_calls/*/*.parquet', hive_partitioning = true)
where year = 2024
  and date_earliest between date '2024-03-01' and date '2024-05-31'
  and port_id = 'RUVYP'
group by all
order by month;
