"""Reads of children's records. All of them answer within the scope that is active, and raise where there is none."""
