"""Rules of exports: pure, values in and a verdict with its reason out."""
