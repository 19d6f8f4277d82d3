"""Charts: one description, drawn as SVG, as a plotly figure and as a table."""
