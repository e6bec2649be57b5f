"""Proven summaries in, stories out. Pure functions: no clock, no network, no randomness."""
