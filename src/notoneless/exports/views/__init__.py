"""Pages about exports."""
