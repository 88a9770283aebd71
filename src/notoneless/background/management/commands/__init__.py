"""Commands of the background work: one file each."""
