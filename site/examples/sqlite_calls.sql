-- Calls at Vostochny per month, in SQLite: sqlite3 vostochny.db < sqlite_calls.sql
select month, count(*) as calls
from port_calls
where port_id = 'RUVYP'
group by month
order by month;
