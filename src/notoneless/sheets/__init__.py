"""Roster files to typed rows: nothing is written into a source file, and no row is dropped silently."""
