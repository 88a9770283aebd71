"""All words of pages about children."""
