"""Views of posts, one module for each thing that people do."""
