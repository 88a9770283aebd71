"""Who may do what, and where: people, posts, sign-in, scope, policy."""
