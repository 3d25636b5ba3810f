"""The instructor's side of an exercise: release, gates, agreement, the sample class, the book's build."""
