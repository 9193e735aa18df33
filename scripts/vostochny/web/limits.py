"""The numbers that bound what a reader of Datasette may ask for, which the page for programs prints."""

from __future__ import annotations

# A longer answer is cut, and says so. Above every table and view; whole tables of any length come by pages.
MAX_ROWS = 5000
# Rows of a page: half of what Datasette shows, in half the time and with half the weight for a phone.
PAGE_ROWS = 50
TIME_LIMIT_MS = 1000
# What one answer may hold. A page of it is made in one go, and nobody else is answered meanwhile.
MAX_ANSWER_CELLS = 100_000
MAX_ANSWER_CHARACTERS = 4_000_000
# Characters of one value, which bounds what one call of one function costs; no cell of the record has a tenth of it.
LONGEST_VALUE = 30_000
LONGEST_PATTERN = 100
# Characters of a query string, and facets in one address.
LONGEST_ADDRESS = 16_384
MOST_FACETS = 12
# Values of a column that are counted beside a page.
FACET_SIZE = 30
