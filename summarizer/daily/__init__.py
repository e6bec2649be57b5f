"""The daily edition: a profile says what it is made of; what is new is gathered, briefed, compared, kept and sent."""
