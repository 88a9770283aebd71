"""How the house is: alive, ready, and its figures. Without a word about a person."""
