"""The instructor's side: release, gates, agreement, book building."""
