"""Workbooks that leave: ledgers (ledger), files given back with their problems (annotated), empty rosters (templates).

What comes back from a check list is read in `answers`. Nothing here computes a finding; nothing leaves half written.
"""
