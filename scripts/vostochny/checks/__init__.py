"""Whether the record is valid: file form, shape (Frictionless), cells, rules (Great Expectations), totals, passages."""
