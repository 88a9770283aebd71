"""Rules of the registry: pure, values in and a verdict with its reason out."""
