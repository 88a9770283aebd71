"""Settings: base, and what a production installation, a demonstration and the tests change in it."""
