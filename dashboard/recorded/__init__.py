"""The record of who did what: its words, what is asked of it, and its files."""
