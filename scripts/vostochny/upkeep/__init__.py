"""Keeping the record current: whether links answer, and what is due to be checked again."""
