"""The shell of all pages: layout, navigation, home, and the pages that cross features."""
