"""The page that a clerk opens after a run and a leader reads on paper: one HTML file that needs nothing else."""
