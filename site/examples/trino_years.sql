-- Calls at Vostochny in the spring of 2024, with Trino's Hive connector.
-- The files lie in a bucket named record.
create schema hive.ledger;

create table hive.ledger.port_calls (
    call_id varchar,
    vessel_id varchar,
    port_id varchar,
    berth varchar,
    operation varchar,
    date_earliest date,
    date_latest date,
    confidence varchar,
    confidence_reason varchar,
    confidence_departure varchar,
    independence_reason varchar,
    count_id varchar,
    inferred varchar,
    note varchar,
    year integer
)
with (
    external_location = 's3://record/parquet/port_calls',
    format = 'PARQUET',
    partitioned_by = array['year']
);

call hive.system.sync_partition_metadata('ledger', 'port_calls', 'FULL');

select year, date_format(date_earliest, '%Y-%m') as month, count(*) as calls
from hive.ledger.port_calls
where year = 2024
  and date_earliest between date '2024-03-01' and date '2024-05-31'
  and port_id = 'RUVYP'
group by 1, 2
order by month;
