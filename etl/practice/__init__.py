"""The practice alliance of the demo: figures that nobody has measured, delivered as partners deliver theirs."""
