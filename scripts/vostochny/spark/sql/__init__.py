"""Translates the rules, written for SQLite, into the SQL of Spark."""
