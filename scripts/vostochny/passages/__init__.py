"""What short words of a source say: numbers, days, units, hedges and names, and where they are in a document."""
