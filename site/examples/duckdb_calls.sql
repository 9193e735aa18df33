-- Calls at Vostochny per month, with DuckDB. Reads port_calls.parquet where it lies.
select strftime(date_earliest, '%Y-%m') as month, count(*) as calls
from 'port_calls.parquet'
where port_id = 'RUVYP'
group by month
order by month;
