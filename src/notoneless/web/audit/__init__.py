"""The auditor's pages: the log, its verification, what an account saw. Words of all features come together here."""
