"""Where an edition is sent: a file for each kind of place, which sends what `writing` made."""
