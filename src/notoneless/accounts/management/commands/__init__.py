"""Commands of people and posts: one file each."""
