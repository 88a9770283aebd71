"""Reference codes and national standards: pure functions over dated tables (tables/*.csv). No files, no clock."""
