"""Writes: one module for each act."""
