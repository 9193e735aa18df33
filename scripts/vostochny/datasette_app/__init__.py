"""The Datasette application: its plugin, templates, limits and the patches it needs."""
