"""The database and the tables as files to download."""
