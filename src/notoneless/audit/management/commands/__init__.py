"""Commands of the audit log: one file each."""
