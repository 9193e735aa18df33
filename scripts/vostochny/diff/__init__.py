"""What changed between two states of the record, in words that a reporter understands."""
