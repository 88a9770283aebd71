"""What is done with exports: asked, decided, built, fetched, expired, confirmed as destroyed."""
