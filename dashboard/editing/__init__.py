"""Editing in the browser: forms for what an alliance declares, read, checked and stored as new versions."""
