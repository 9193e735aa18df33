"""The static site: its pages, charts, feed and citation files."""
