"""Reads of people, posts and sessions."""
