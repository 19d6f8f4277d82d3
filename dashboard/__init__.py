"""Shows: pages, charts, words, HTTP. Reads the published tables only."""
