"""Passwords: what one must be like, and how it is kept."""
