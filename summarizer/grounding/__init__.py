"""Drafts in, proven summaries out. Pure functions of text: no clock, no network, no randomness."""
