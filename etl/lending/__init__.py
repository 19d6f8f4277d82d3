"""Upload links and tokens at the command line."""
