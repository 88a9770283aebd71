"""A made-up installation: what `make demo` shows and tests work on."""
