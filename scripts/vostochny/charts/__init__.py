"""The charts of the publication: each is described once and drawn as SVG, as PNG and as the table behind it."""
