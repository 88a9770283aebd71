"""Accounts in bulk from a workbook: previewed, opened once, slips printed, posts asked for by somebody else."""
