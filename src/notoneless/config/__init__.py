"""How the house is put together and run: settings, addresses, the commands of an installation."""
