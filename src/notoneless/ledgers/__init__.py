"""From a folder of rosters to ledgers: runs the core over files and writes what people read.

Reads with `sheets`, reconciles with `matching`, and lays the answer out as workbooks, a page and tables.
"""
