"""Turns the database into what people read: the site's pages and the server that shows them."""
