"""Backups: the database and the files of one moment, sealed, checked after writing; and back again.

Keys are never in a backup. Who finds one has nothing; who lost the keys has nothing either.
"""
