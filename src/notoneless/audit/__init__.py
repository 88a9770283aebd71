"""Who did what to what, and when: an append-only, chained log. Imports no feature and is read by none."""
