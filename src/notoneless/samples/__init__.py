"""Made-up districts: rosters as a bureau receives them, and the truth about them."""
