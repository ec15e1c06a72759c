"""What people said: an article goes in, statements come out. Pure."""
