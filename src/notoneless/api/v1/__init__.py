"""Version 1. What is in it stays as it is; what must change goes into version 2."""
