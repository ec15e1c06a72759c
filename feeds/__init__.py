"""What comes in: sources, fetching, parsing, polling."""
