"""The exercises: answer form, formal check, score, feedback codes."""
