"""Proof of a whole briefing, also of one that another program wrote: one check for everything that it says."""
