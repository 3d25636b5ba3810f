"""Commands of the command line that belong to this part, one module each."""
