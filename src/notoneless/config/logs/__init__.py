"""What is written down while the house runs: lines of JSON for a machine, with nothing in them about a person."""
