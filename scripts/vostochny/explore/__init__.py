"""The record without a server: what Explore reads, the folder for hosts of static files, and their configuration."""
