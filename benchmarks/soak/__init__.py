"""The long run: every attack, a hundred cut-off gradings, ten thousand mutants."""
