"""Reads published lists in their documented formats and proposes rows; nothing here writes into data/."""
