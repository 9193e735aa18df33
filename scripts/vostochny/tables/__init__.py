"""data/*.csv in and out: reading with the place of every cell, and the one canonical form."""
