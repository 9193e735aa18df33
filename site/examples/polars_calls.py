# Calls at Vostochny per month, with polars. Reads port_calls.parquet.
import polars as pl

per_month = (
    pl.scan_parquet("port_calls.parquet")
    .filter(pl.col("port_id") == "RUVYP")
    .group_by(pl.col("date_earliest").dt.strftime("%Y-%m").alias("month"))
    .len()
    .sort("month")
    .collect()
)
print(per_month.write_csv(include_header=False), end="")
