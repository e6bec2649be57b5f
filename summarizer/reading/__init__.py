"""Sources in, articles with numbered sentences out."""
