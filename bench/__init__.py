"""Measurements side by side (bench/README.md): ratios between methods in one run, never a number to compare by date."""
