"""The security administrator's pages: accounts that look at more children than their work explains."""
