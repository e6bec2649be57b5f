"""Where the work on each article runs."""
