"""The tables as one SQLite file: built beside, sealed, then renamed into place; read by named queries."""
