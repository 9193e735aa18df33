"""Turns a contributor's answers or a published list into checked rows of data/; invalid rows are not written."""
