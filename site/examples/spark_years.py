# Calls at Vostochny in the spring of 2024, with Spark.
# Opens one file of parquet/port_calls/.
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, count, date_format

spark = SparkSession.builder.getOrCreate()
months = (
    spark.read.parquet("parquet/port_calls")
    .where(col("year") == 2024)
    .where(col("date_earliest").between("2024-03-01", "2024-05-31"))
    .where(col("port_id") == "RUVYP")
    .groupBy("year", date_format("date_earliest", "yyyy-MM").alias("month"))
    .agg(count("*").alias("calls"))
    .orderBy("month")
)
months.show()
