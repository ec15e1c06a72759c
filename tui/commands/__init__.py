"""What the command line can do, one module per family of commands; each loads only what it needs."""
