"""What is done with children's records: registered, corrected, moved, looked at, revealed, erased."""
