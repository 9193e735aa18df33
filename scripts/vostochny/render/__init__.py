"""What pages of every kind are written with: their context, markup, country names, outlines of land."""
