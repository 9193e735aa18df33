"""The Vostochny Ledger: CSV tables in, a checked database, a site and downloads out."""
