"""Pages of signing in and of one's own account, and those on which accounts are opened."""
