"""Serving the publication: what a release is, answers kept and told apart, the log, and a host for the public."""
