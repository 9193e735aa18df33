# Screens ships by IMO number against the watchlist, with nothing but Python: python screen_ships.py 8660313 9999999
import csv
import sys
from pathlib import Path

with Path("watchlist.csv").open(encoding="utf-8", newline="") as file:
    known = {row["imo_number"]: row for row in csv.DictReader(file) if row["imo_number"]}

for number in sys.argv[1:]:
    ship = known.get(number)
    if ship is None:
        print(f"{number}: not in this record, which clears nobody")
    else:
        owner = f"; reported owner listed: {ship['listed_owners']}" if ship["listed_owners"] else ""
        print(f"{number}: {ship['name']}, {ship['standing']}: {ship['listed_by'] or 'no listing on record'}{owner}")
