"""The words of places for pages: trees, lists, histories, plans of imports."""
