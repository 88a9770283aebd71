"""What may be wrong with an installation: a list of small checks, each with what to do about it."""
