"""HTTP tools that the site and Datasette share: headers, caching, limits, the access log."""
