"""The server of the Model Context Protocol: briefings for assistants, by standard input and output."""
