"""What outlives a run, in one SQLite file: the model's answers, editions with their articles, and pages that were fetched."""
