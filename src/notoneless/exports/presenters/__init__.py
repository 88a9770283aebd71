"""All words of pages about exports."""
