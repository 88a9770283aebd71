"""The forms of signing in, and those with which accounts are opened."""
