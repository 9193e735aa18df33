"""Published lists in their documented formats, read into proposals for the record; nothing here writes into data/."""
