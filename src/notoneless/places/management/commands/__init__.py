"""Commands of the where and the when."""
