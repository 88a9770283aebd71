"""The house as one service: preparing, web and worker processes, one log, restarts, a clean end."""
