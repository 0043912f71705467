"""Geometry of what the pages draw, worked out on the server: templates turn it into SVG, which needs no script and prints."""
