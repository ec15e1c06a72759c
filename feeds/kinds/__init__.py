"""KINDS: the name of a format to the function that parses it."""
