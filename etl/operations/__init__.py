"""What keeps an installation: backup and restore, its rehearsal, what is deleted when, and what is wrong."""
