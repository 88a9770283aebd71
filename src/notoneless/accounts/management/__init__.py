"""Commands of people and posts."""
