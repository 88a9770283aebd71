"""Commands of protection: the register of fields, and a new master key."""
