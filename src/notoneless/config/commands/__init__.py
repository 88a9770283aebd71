"""The commands of an installation: serve, doctor, backup, restore, manage. The command line finds them by name."""
