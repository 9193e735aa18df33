"""The port whose calls the record counts."""

from __future__ import annotations

# UN/LOCODE of Vostochny.
PORT = "RUVYP"
