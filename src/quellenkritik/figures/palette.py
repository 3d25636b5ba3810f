"""The colours of the figures, light and dark, and the WCAG contrast between two of them."""

from __future__ import annotations

# Meaning never hangs on a colour alone: each tint has a partner in line style, weight or words.
LIGHT = {
    "paper": "#fbf9f4",
    "card": "#ffffff",
    "rule": "#8a8577",
    "faint": "#ddd8cb",
    "ink": "#23272e",
    "soft": "#565b63",
    "warm": "#9a3412",
    "cool": "#0b5d66",
    "warm-wash": "#fbeade",
    "cool-wash": "#e0f0f1",
}
DARK = {
    "paper": "#171a1f",
    "card": "#20242b",
    "rule": "#8d8a80",
    "faint": "#3a3f48",
    "ink": "#ece9e2",
    "soft": "#b9b6ad",
    "warm": "#f4a27c",
    "cool": "#7fd0d6",
    "warm-wash": "#3b261c",
    "cool-wash": "#16343a",
}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2, section 1.4.3)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
