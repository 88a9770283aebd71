"""The keys as they are kept: the file, which database they belong to, and how masters come and go."""
