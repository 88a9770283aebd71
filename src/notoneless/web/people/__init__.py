"""Pages of posts: asking for one, approving it, ending it, and letting somebody go."""
