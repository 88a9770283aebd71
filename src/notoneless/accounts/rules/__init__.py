"""Rules of signing in: values in, verdicts out."""
