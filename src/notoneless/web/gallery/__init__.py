"""Made-up data for the gallery: every component in every state."""
