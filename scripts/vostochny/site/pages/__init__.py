"""The generated pages of the site, one module a kind of page, all written as plain Markdown."""
