"""Reference codes and national standards as pure functions and dated tables (tables/*.csv): no files, no clock, no I/O."""
