"""The life of a post: asked for by one person, approved by another, ended at the latest with the school year."""
