"""The reconciliation engine: rows of rosters in, persons, links with reasons and findings out.

It knows records and evidence. It does not know files, clocks or chance: the same rows give the same answer
to the byte, in whatever order they come.
"""
