"""What people lend of their rights: tokens for programs, upload links for partners."""
