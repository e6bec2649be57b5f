"""Benchmarks: how good and how fast the briefing is, each run with one line (see README.md)."""
