"""The children registry: identity, residence, school, with who has looked."""
