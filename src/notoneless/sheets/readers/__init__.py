"""Files that others made, read without trusting them: each gives a raw book or a refusal, and nothing is ever run."""
