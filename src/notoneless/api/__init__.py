"""A contract for other systems, apart from the pages: versioned, typed, described by itself."""
