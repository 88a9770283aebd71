"""Version 1 of the contract for other systems."""
