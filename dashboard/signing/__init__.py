"""Signing in and out, and the accounts by which people do: what their forms send, checked and kept."""
