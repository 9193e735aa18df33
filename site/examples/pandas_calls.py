# Calls at Vostochny per month, with pandas. Needs pandas and pyarrow; reads port_calls.parquet.
import pandas as pd

calls = pd.read_parquet("port_calls.parquet")
calls["month"] = pd.to_datetime(calls["date_earliest"]).dt.strftime("%Y-%m")
per_month = calls[calls["port_id"] == "RUVYP"].groupby("month").size()
print(per_month.to_csv(header=False), end="")
